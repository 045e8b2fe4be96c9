package io.lyceum.api.qbft;

import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.block.ValidatorVote.Polarity;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the operator of this validator wants others to become, until the operator says otherwise or
 * the node stops. Of the votes that would change something, the blocks that this node proposes
 * carry one each, by turns. Safe for use by many threads.
 */
public final class ValidatorVotes {

  private static final int MOST = 1000;

  private final SortedMap<Address, Polarity> wanted = new TreeMap<>();
  private long cast;

  /**
   * Votes on an account from now on, instead of what was wanted of it before.
   *
   * @return false if there are too many votes already
   */
  public synchronized boolean propose(Address recipient, Polarity polarity) {
    if (wanted.size() >= MOST && !wanted.containsKey(recipient)) {
      return false;
    }
    wanted.put(recipient, polarity);
    return true;
  }

  /** Votes on an account no more. */
  public synchronized void discard(Address recipient) {
    wanted.remove(recipient);
  }

  /** What is wanted, by account. */
  public synchronized SortedMap<Address, Polarity> pending() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
  }

  /** The vote for the next block, if one would change who the validators are. */
  public synchronized Optional<ValidatorVote> next(List<Address> validators) {
    List<ValidatorVote> useful =
        wanted.entrySet().stream()
            .filter(vote -> (vote.getValue() == Polarity.ADD) != validators.contains(vote.getKey()))
            .map(vote -> new ValidatorVote(vote.getKey(), vote.getValue()))
            .toList();
    return useful.isEmpty()
        ? Optional.empty()
        : Optional.of(useful.get((int) (cast++ % useful.size())));
  }
}
