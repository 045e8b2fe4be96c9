package io.lyceum.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The messages that a peer was offered and may ask for, each once; the oldest offers are forgotten
 * first. Safe for use by many threads.
 */
final class OfferedMessages {

  private final NetworkLimits.QueueLimit limit;
  private final Map<Bytes32, Bytes> offered = new LinkedHashMap<>();
  private long bytes;

  OfferedMessages(NetworkLimits.QueueLimit limit) {
    this.limit = limit;
  }

  synchronized void add(Bytes32 hash, Bytes message) {
    if (offered.putIfAbsent(hash, message) == null) {
      bytes += message.size();
    }
    while (offered.size() > limit.messages() || bytes > limit.bytes() && offered.size() > 1) {
      take(offered.keySet().iterator().next());
    }
  }

  /** Takes back an offer, as one does who keeps it. */
  synchronized Optional<Bytes> take(Bytes32 hash) {
    Optional<Bytes> message = Optional.ofNullable(offered.remove(hash));
    message.ifPresent(taken -> bytes -= taken.size());
    return message;
  }

  synchronized void clear() {
    offered.clear();
    bytes = 0;
  }
}
