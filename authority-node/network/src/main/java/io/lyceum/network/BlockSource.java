package io.lyceum.network;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** This node's chain, as it is served to others. Called by many threads. */
public interface BlockSource {

  /** The chain and its head. */
  ChainStatus status();

  /** The RLP of the header of the canonical block at a height, if there is one. */
  Optional<Bytes> header(long number);

  /** The RLP of the body of the canonical block at a height, if there is one. */
  Optional<Bytes> body(long number);
}
