package io.lyceum.consensus.round;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.Vote;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The votes of one round. It counts one prepare and one commit of each validator, the first, and
 * only those for the proposal that was accepted.
 */
public final class RoundState {

  private final RoundIdentifier round;
  private final int quorum;
  private final SortedMap<Address, Prepare> prepares = new TreeMap<>();
  private final SortedMap<Address, Commit> commits = new TreeMap<>();
  private Optional<Proposal> proposal = Optional.empty();
  private Bytes32 digest = Bytes32.ZERO;

  /** An empty round. */
  public RoundState(RoundIdentifier round, int quorum) {
    this.round = round;
    this.quorum = quorum;
  }

  /** Which round this is. */
  public RoundIdentifier round() {
    return round;
  }

  /** The accepted proposal. */
  public Optional<Proposal> proposal() {
    return proposal;
  }

  /** Takes a proposal that was found valid; the round has none yet. */
  public void accept(Proposal accepted) {
    proposal = Optional.of(accepted);
    digest = BlockRounds.digest(accepted.block());
  }

  /** Counts a validator's prepare. */
  public void add(Prepare prepare) {
    prepares.putIfAbsent(prepare.author(), prepare);
  }

  /** Counts a validator's commit, whose seal was found genuine. */
  public void add(Commit commit) {
    commits.putIfAbsent(commit.author(), commit);
  }

  /** The digest of the accepted proposal. */
  public Bytes32 digest() {
    return digest;
  }

  /** Who voted for something else than the accepted proposal. */
  public Set<Address> dissenters() {
    return proposal.isEmpty()
        ? Set.of()
        : Stream.concat(prepares.values().stream(), commits.values().stream())
            .filter(vote -> !vote.digest().equals(digest))
            .map(Vote::author)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The certificate, once a quorum prepared the proposal. */
  public Optional<PreparedCertificate> certificate() {
    List<Prepare> matching =
        prepares.values().stream().filter(prepare -> prepare.digest().equals(digest)).toList();
    return proposal
        .filter(accepted -> matching.size() >= quorum)
        .map(
            accepted ->
                new PreparedCertificate(
                    accepted.block(), matching.stream().map(Prepare::signed).toList()));
  }

  /** The block with exactly a quorum of seals, as Besu stores it, once a quorum committed. */
  public Optional<Block> sealedBlock() {
    List<Signature> seals =
        commits.values().stream()
            .filter(commit -> commit.digest().equals(digest))
            .map(commit -> commit.signed().payload().seal())
            .limit(quorum)
            .toList();
    return proposal
        .filter(accepted -> seals.size() == quorum)
        .map(accepted -> BlockRounds.sealed(accepted.block(), seals));
  }
}
