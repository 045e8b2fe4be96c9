package io.lyceum.ledger.crypto;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** The operations on the curve secp256k1 that a chain needs. Implementations give equal results. */
public interface Secp256k1 {

  /** The fastest implementation that loads on this machine. */
  static Secp256k1 best() {
    return Secp256k1Choice.BEST;
  }

  /** Signs a digest with RFC 6979's deterministic nonce and a low s. */
  Signature sign(Bytes32 digest, Bytes32 privateKey);

  /**
   * The public key whose signature this is: 64 bytes, x ‖ y.
   *
   * @return empty if no key can have made the signature (r or s zero or not below the order, R not
   *     on the curve, result at infinity). A high s is not refused here.
   */
  Optional<Bytes> recoverPublicKey(Bytes32 digest, Signature signature);

  /**
   * The public key (64 bytes, x ‖ y) of a private key.
   *
   * @throws IllegalArgumentException if the key is zero or not below the order
   */
  Bytes publicKey(Bytes32 privateKey);

  /** The address of the signer, or empty as in {@link #recoverPublicKey}. */
  default Optional<Address> recoverAddress(Bytes32 digest, Signature signature) {
    return recoverPublicKey(digest, signature).map(Secp256k1::addressOf);
  }

  /** The address of a public key of 64 bytes: the last 20 bytes of its Keccak-256. */
  static Address addressOf(Bytes publicKey) {
    return new Address(Keccak.hash(publicKey).slice(12, 20));
  }
}
