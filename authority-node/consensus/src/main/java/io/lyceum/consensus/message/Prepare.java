package io.lyceum.consensus.message;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A prepare.
 *
 * @param signed all of it
 */
public record Prepare(SignedPayload<PreparePayload> signed) implements Vote {

  @Override
  public Bytes32 digest() {
    return signed.payload().digest();
  }

  @Override
  public Bytes encoded() {
    return signed.encoded();
  }
}
