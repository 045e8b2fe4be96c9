package io.lyceum.consensus.chain;

import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.types.Address;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Who may seal one height, ascending by unsigned bytes, with the numbers that follow from it. */
public final class ValidatorSet {

  private final List<Address> ascending;
  private final Set<Address> members;
  private final int quorum;
  private final int honest;

  /**
   * A set that decides by QBFT's quorum.
   *
   * @throws IllegalArgumentException if there is no validator
   */
  public ValidatorSet(Collection<Address> validators) {
    this(validators, QuorumRule.TWO_THIRDS);
  }

  /**
   * A set that decides by a rule.
   *
   * @throws IllegalArgumentException if there is no validator
   */
  public ValidatorSet(Collection<Address> validators, QuorumRule rule) {
    this.ascending = validators.stream().sorted().distinct().toList();
    this.members = Set.copyOf(ascending);
    this.honest = new Quorum(ascending.size()).honest();
    this.quorum = rule.size(ascending.size());
  }

  /** The validators, ascending. */
  public List<Address> ascending() {
    return ascending;
  }

  /** Whether an address is among them. */
  public boolean contains(Address address) {
    return members.contains(address);
  }

  /** Prepares, commits and round changes that decide. */
  public int quorum() {
    return quorum;
  }

  /** Messages of which at least one is honest: f + 1. */
  public int honest() {
    return honest;
  }

  /**
   * Who proposes: the one after the parent's proposer in round 0, then one further with each round
   * (Besu's BftProposerSelector, with the proposer changing at each block).
   *
   * @param previous coinbase of the parent
   * @param round the round
   */
  public Address proposer(Address previous, int round) {
    int position = ascending.indexOf(previous);
    long first = position >= 0 ? position + 1L : firstAbove(previous);
    return ascending.get((int) ((first + round) % ascending.size()));
  }

  private int firstAbove(Address address) {
    for (int i = 0; i < ascending.size(); i++) {
      if (ascending.get(i).compareTo(address) > 0) {
        return i;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return ascending.toString();
  }
}
