package io.lyceum.consensus.round;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages that came before their round. Each author has its own limits, so that nobody can crowd
 * out another; what goes beyond them is refused.
 */
public final class MessageBuffer {

  private record Kept(QbftMessage message, long bytes) {}

  private static final class Usage {
    private int messages;
    private long bytes;
  }

  private final int maxMessages;
  private final long maxBytes;
  private final NavigableMap<RoundIdentifier, List<Kept>> byRound = new TreeMap<>();
  private final Map<Address, Usage> usage = new HashMap<>();

  /**
   * @param maxMessages the most messages of one author
   * @param maxBytes the most bytes of one author
   */
  public MessageBuffer(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Keeps a message.
   *
   * @return whether it is kept: it is new, and its author is within its limits
   */
  public boolean add(QbftMessage message) {
    List<Kept> sameRound = byRound.getOrDefault(message.round(), List.of());
    if (sameRound.stream().anyMatch(kept -> kept.message().signed().equals(message.signed()))) {
      return false;
    }
    long bytes = message.encoded().size();
    Usage used = usage.computeIfAbsent(message.author(), author -> new Usage());
    if (used.messages == maxMessages || used.bytes + bytes > maxBytes) {
      return false;
    }
    used.messages++;
    used.bytes += bytes;
    byRound
        .computeIfAbsent(message.round(), round -> new ArrayList<>())
        .add(new Kept(message, bytes));
    return true;
  }

  /** Removes and returns the messages of one round in the order of their arrival. */
  public List<QbftMessage> take(RoundIdentifier round) {
    List<Kept> kept = byRound.remove(round);
    return kept == null ? List.of() : release(List.of(kept));
  }

  /** Removes and returns the messages of one height, by round and arrival. */
  public List<QbftMessage> takeHeight(long height) {
    return releaseAll(
        byRound.subMap(new RoundIdentifier(height, 0), new RoundIdentifier(height + 1, 0)));
  }

  /** Forgets the messages of all rounds before one. */
  public void dropBefore(RoundIdentifier round) {
    releaseAll(byRound.headMap(round));
  }

  private List<QbftMessage> releaseAll(SortedMap<RoundIdentifier, List<Kept>> part) {
    List<QbftMessage> messages = release(part.values());
    part.clear();
    return messages;
  }

  private List<QbftMessage> release(Collection<List<Kept>> lists) {
    List<QbftMessage> messages = new ArrayList<>();
    for (List<Kept> list : lists) {
      for (Kept kept : list) {
        Usage used = usage.get(kept.message().author());
        used.messages--;
        used.bytes -= kept.bytes();
        if (used.messages == 0) {
          usage.remove(kept.message().author());
        }
        messages.add(kept.message());
      }
    }
    return messages;
  }
}
