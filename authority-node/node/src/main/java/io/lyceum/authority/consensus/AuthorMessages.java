package io.lyceum.authority.consensus;

import io.lyceum.authority.limit.Allowance;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.network.SeenHashes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/**
 * What this node passed on of one validator, and how much more it may: a validator that signs
 * without end keeps nobody busy but itself. Of what one signed only the first form is passed on,
 * since others can put another justification around it. For one thread at a time.
 */
final class AuthorMessages {

  /** Several times what a validator sends whose rounds fail as fast as they can. */
  private static final double PER_SECOND = 50;

  private static final double BURST = 200;
  private static final double BYTES_PER_SECOND = 8 << 20;
  private static final double BYTES_BURST = 2.0 * MessageCodec.MAX_SIZE;
  private static final int REMEMBERED = 1_024;

  /** Messages that are kept for peers that come: those of a few rounds. */
  private static final int MOST_KEPT = 16;

  private static final long MOST_BYTES_KEPT = MessageCodec.MAX_SIZE;

  private record Kept(long height, Bytes encoded) {}

  private final Allowance messages;
  private final Allowance bytes;
  private final SeenHashes signed = new SeenHashes(REMEMBERED);
  private final Deque<Kept> kept = new ArrayDeque<>();
  private long bytesKept;

  AuthorMessages(long nanos) {
    messages = new Allowance(PER_SECOND, BURST, nanos);
    bytes = new Allowance(BYTES_PER_SECOND, BYTES_BURST, nanos);
  }

  /** Whether a valid message is passed on; it is kept then. */
  boolean passOn(QbftMessage message, Bytes encoded, long nanos) {
    boolean affordable = bytes.has(encoded.size(), nanos) && messages.has(1, nanos);
    if (!affordable || !signed.add(message.signed().signingHash())) {
      return false;
    }
    bytes.take(encoded.size(), nanos);
    messages.take(1, nanos);
    kept.addLast(new Kept(message.round().height(), encoded));
    bytesKept += encoded.size();
    while (kept.size() > MOST_KEPT || bytesKept > MOST_BYTES_KEPT) {
      bytesKept -= kept.removeFirst().encoded().size();
    }
    return true;
  }

  /** Forgets the messages of the heights before one. */
  void dropBefore(long height) {
    kept.removeIf(message -> message.height() < height);
    bytesKept = kept.stream().mapToLong(message -> message.encoded().size()).sum();
  }

  /** The latest messages, in the order in which they came. */
  List<Bytes> latest() {
    return kept.stream().map(Kept::encoded).toList();
  }
}
