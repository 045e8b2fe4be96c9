package io.lyceum.network;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * What a peer served of a range of its chain. What had come before a failure is there too.
 *
 * @param items consecutive from the first that was asked for, unchecked
 * @param failure why there are no more; empty if the peer ended the answer in order
 */
public record ServedRange(List<Bytes> items, Optional<PeerException> failure) {

  /** Keeps an unmodifiable copy of the items. */
  public ServedRange {
    items = List.copyOf(items);
  }
}
