package io.lyceum.consensus.round;

import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.types.Address;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The highest round change of each validator at one height. */
public final class RoundChangeManager {

  private final SortedMap<Address, RoundChange> latest = new TreeMap<>();

  /** Nothing received yet. */
  public RoundChangeManager() {}

  /** Whether a round change, if it is valid, tells more than its author's last. */
  public boolean isNews(RoundChange message) {
    RoundChange before = latest.get(message.author());
    return before == null || message.round().round() > before.round().round();
  }

  /** Takes a valid round change; one that is no news is ignored. */
  public void add(RoundChange message) {
    if (isNews(message)) {
      latest.put(message.author(), message);
    }
  }

  /** The highest round that at least {@code count} validators reached or passed. */
  public OptionalInt reachedBy(int count) {
    return latest.values().stream()
        .map(message -> message.round().round())
        .sorted(Comparator.reverseOrder())
        .skip(count - 1L)
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** Those that name exactly this round. */
  public List<RoundChange> forRound(int round) {
    return latest.values().stream().filter(message -> message.round().round() == round).toList();
  }

  /** The certificate with the highest round among some messages, if any carries one. */
  public static Optional<PreparedCertificate> highestPrepared(List<RoundChange> messages) {
    return messages.stream()
        .flatMap(message -> message.certificate().stream())
        .max(Comparator.comparingInt(PreparedCertificate::round));
  }
}
