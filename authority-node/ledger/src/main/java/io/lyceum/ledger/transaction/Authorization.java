package io.lyceum.ledger.transaction;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A signed wish of an account to run the code of another (EIP-7702). Its signature is judged when
 * it is executed, so any value that can be encoded is held.
 *
 * @param chainId the chain it is for; zero for every chain
 * @param address whose code shall run
 * @param nonce the signer's nonce, unsigned 64 bits
 * @param yParity as encoded, 0 to 255
 * @param r as encoded
 * @param s as encoded
 */
public record Authorization(
    UInt256 chainId, Address address, long nonce, int yParity, UInt256 r, UInt256 s) {

  /** The account that signed; empty if nobody can have, or if s is high (EIP-2). */
  public Optional<Address> signer() {
    if (yParity > 1) {
      return Optional.empty();
    }
    Signature signature = new Signature(r, s, yParity);
    return signature.isLowS()
        ? Secp256k1.best()
            .recoverAddress(Keccak.hash(TransactionCodec.encodeForSigning(this)), signature)
        : Optional.empty();
  }
}
