package io.lyceum.ledger.crypto;

import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** The native libsecp256k1 through ACINQ's binding. */
final class AcinqSecp256k1 implements Secp256k1 {

  private final fr.acinq.secp256k1.Secp256k1 library;

  /**
   * @throws IllegalStateException if the native library does not load on this machine
   */
  AcinqSecp256k1() {
    library = fr.acinq.secp256k1.Secp256k1.get();
  }

  @Override
  public Signature sign(Bytes32 digest, Bytes32 privateKey) {
    byte[] message = digest.toArray();
    byte[] secret = privateKey.toArray();
    byte[] signature;
    byte[] publicKey;
    try {
      publicKey = library.pubkeyCreate(secret);
      signature = library.sign(message, secret);
    } catch (Secp256k1Exception e) {
      throw invalidKey(e);
    }
    // The binding does not tell the parity of R: one of the two recovers the signer.
    for (int recoveryId = 0; recoveryId <= 1; recoveryId++) {
      Signature candidate = signature(signature, recoveryId);
      if (recoverPublicKey(digest, candidate)
          .filter(withoutPrefix(publicKey)::equals)
          .isPresent()) {
        return candidate;
      }
    }
    throw new IllegalStateException("R is above the order, which happens once in 2^127 signatures");
  }

  @Override
  public Optional<Bytes> recoverPublicKey(Bytes32 digest, Signature signature) {
    byte[] compact = Bytes.concatenate(signature.r(), signature.s()).toArrayUnsafe();
    try {
      return Optional.of(
          withoutPrefix(library.ecdsaRecover(compact, digest.toArray(), signature.recoveryId())));
    } catch (Secp256k1Exception e) {
      return Optional.empty();
    }
  }

  @Override
  public Bytes publicKey(Bytes32 privateKey) {
    try {
      return withoutPrefix(library.pubkeyCreate(privateKey.toArray()));
    } catch (Secp256k1Exception e) {
      throw invalidKey(e);
    }
  }

  private static Signature signature(byte[] compact, int recoveryId) {
    Bytes bytes = Bytes.wrap(compact);
    return new Signature(
        UInt256.fromBytes(bytes.slice(0, 32)), UInt256.fromBytes(bytes.slice(32, 32)), recoveryId);
  }

  /** Drops the byte 4 that marks an uncompressed point. */
  private static Bytes withoutPrefix(byte[] publicKey) {
    return Bytes.wrap(publicKey, 1, publicKey.length - 1);
  }

  private static IllegalArgumentException invalidKey(Secp256k1Exception cause) {
    return new IllegalArgumentException("The private key is zero or not below the order", cause);
  }
}
