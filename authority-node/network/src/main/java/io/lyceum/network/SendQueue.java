package io.lyceum.network;

import io.lyceum.network.wire.Push;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Messages that wait for a peer to take them, bounded by number and bytes. For one thread at a
 * time.
 */
final class SendQueue {

  /**
   * A message that waits.
   *
   * @param push the message
   * @param hashes of the transactions, the block or the consensus message that it carries
   */
  record Waiting(Push push, List<Bytes32> hashes) {

    int size() {
      return push.getSerializedSize();
    }
  }

  private final NetworkLimits.QueueLimit limit;
  private final Deque<Waiting> messages = new ArrayDeque<>();
  private long bytes;

  SendQueue(NetworkLimits.QueueLimit limit) {
    this.limit = limit;
  }

  /** Adds a message, and hands back those that had to make room for it. */
  List<Waiting> add(Waiting message) {
    messages.addLast(message);
    bytes += message.size();
    List<Waiting> dropped = new ArrayList<>();
    while (messages.size() > limit.messages() || bytes > limit.bytes() && messages.size() > 1) {
      poll().ifPresent(dropped::add);
    }
    return dropped;
  }

  /** Takes the oldest. */
  Optional<Waiting> poll() {
    Optional<Waiting> oldest = Optional.ofNullable(messages.pollFirst());
    oldest.ifPresent(message -> bytes -= message.size());
    return oldest;
  }
}
