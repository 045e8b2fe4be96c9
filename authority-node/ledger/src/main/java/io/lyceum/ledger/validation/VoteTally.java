package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.types.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The validators after some block, and the votes on them that are outstanding. Immutable. */
final class VoteTally {

  private final Set<Address> validators;
  private final Map<Address, Set<Address>> votersToAdd;
  private final Map<Address, Set<Address>> votersToDrop;

  private VoteTally(
      Set<Address> validators,
      Map<Address, Set<Address>> votersToAdd,
      Map<Address, Set<Address>> votersToDrop) {
    this.validators = validators;
    this.votersToAdd = votersToAdd;
    this.votersToDrop = votersToDrop;
  }

  /** The tally after an epoch block: the validators that it lists, and no votes. */
  static VoteTally atEpoch(BlockHeader header) {
    return withoutVotes(header.qbft().validators());
  }

  /** A tally of validators on whom nobody has voted. */
  static VoteTally withoutVotes(Collection<Address> validators) {
    return new VoteTally(new TreeSet<>(validators), new TreeMap<>(), new TreeMap<>());
  }

  /** Ascending. */
  List<Address> validators() {
    return List.copyOf(validators);
  }

  /** The tally after a block that is no epoch block, with the proposer's vote if it cast one. */
  VoteTally after(BlockHeader header) {
    return header.qbft().vote().map(vote -> withVote(header.coinbase(), vote)).orElse(this);
  }

  private VoteTally withVote(Address voter, ValidatorVote vote) {
    VoteTally next =
        new VoteTally(new TreeSet<>(validators), copy(votersToAdd), copy(votersToDrop));
    next.count(voter, vote);
    return next;
  }

  private void count(Address voter, ValidatorVote vote) {
    Address recipient = vote.recipient();
    boolean adds = vote.polarity() == ValidatorVote.Polarity.ADD;
    Set<Address> toAdd = votersToAdd.computeIfAbsent(recipient, _ -> new TreeSet<>());
    Set<Address> toDrop = votersToDrop.computeIfAbsent(recipient, _ -> new TreeSet<>());
    (adds ? toAdd : toDrop).add(voter);
    (adds ? toDrop : toAdd).remove(voter);
    int limit = validators.size() / 2 + 1;
    if (toAdd.size() >= limit) {
      validators.add(recipient);
      forgetVotesOn(recipient);
    }
    if (toDrop.size() >= limit) {
      validators.remove(recipient);
      forgetVotesOn(recipient);
      votersToAdd.values().forEach(voters -> voters.remove(recipient));
      votersToDrop.values().forEach(voters -> voters.remove(recipient));
    }
  }

  private void forgetVotesOn(Address recipient) {
    votersToAdd.remove(recipient);
    votersToDrop.remove(recipient);
  }

  private static Map<Address, Set<Address>> copy(Map<Address, Set<Address>> votes) {
    Map<Address, Set<Address>> copy = new TreeMap<>();
    votes.forEach((recipient, voters) -> copy.put(recipient, new TreeSet<>(voters)));
    return copy;
  }
}
