package io.lyceum.consensus.message;

import org.apache.tuweni.bytes.Bytes32;

/** A message by which a validator counts for the proposal of a round. */
public sealed interface Vote extends QbftMessage permits Prepare, Commit {

  /** The digest of the block that it is for. */
  Bytes32 digest();
}
