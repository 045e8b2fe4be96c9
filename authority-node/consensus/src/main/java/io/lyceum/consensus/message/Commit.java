package io.lyceum.consensus.message;

import io.lyceum.ledger.crypto.Secp256k1;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A commit.
 *
 * @param signed all of it
 */
public record Commit(SignedPayload<CommitPayload> signed) implements Vote {

  @Override
  public Bytes32 digest() {
    return signed.payload().digest();
  }

  /** Whether the seal is the author's signature over the digest, on a curve. */
  public boolean hasGenuineSeal(Secp256k1 curve) {
    return curve
        .recoverAddress(digest(), signed.payload().seal())
        .filter(author()::equals)
        .isPresent();
  }

  @Override
  public Bytes encoded() {
    return signed.encoded();
  }
}
