package io.lyceum.cli.demo;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.tuweni.bytes.Bytes32;

/** What the chain has told of the job so far. For one thread. */
final class JobRecord {

  private final Map<Bytes32, ProofRecord> proofs = new LinkedHashMap<>();
  private final Map<Address, BigInteger> paid = new LinkedHashMap<>();
  private final Map<Address, BigInteger> slashed = new LinkedHashMap<>();
  private OptionalDouble lossBefore = OptionalDouble.empty();
  private OptionalDouble lossAfter = OptionalDouble.empty();
  private long closedEpochs;
  private boolean finished;
  private long blocks;
  private int minSeals = Integer.MAX_VALUE;

  /** Takes in the next block, without its events. */
  void add(ChainFollower.Block block) {
    blocks = block.number();
    minSeals = Math.min(minSeals, block.seals());
  }

  /** Takes in an event of the newest block. */
  void add(ChainEvent event) {
    switch (event) {
      case ChainEvent.EpochBegan began -> {
        if (lossBefore.isEmpty()) {
          lossBefore = OptionalDouble.of(began.parentLoss());
        }
      }
      case ChainEvent.Submitted submitted ->
          proofs.put(submitted.proof(), new ProofRecord(submitted));
      case ChainEvent.Attested attested -> proofs.get(attested.proof()).add(attested);
      case ChainEvent.Judged judged -> proofs.get(judged.proof()).add(judged);
      case ChainEvent.Settled settled -> proofs.get(settled.proof()).add(settled);
      case ChainEvent.Slashed loss -> slashed.merge(loss.learner(), loss.amount(), BigInteger::add);
      case ChainEvent.Paid gain -> paid.merge(gain.learner(), gain.amount(), BigInteger::add);
      case ChainEvent.EpochClosed closed -> {
        closedEpochs++;
        lossAfter = OptionalDouble.of(closed.loss());
      }
      case ChainEvent.JobFinished end -> finished = true;
      case ChainEvent.Named named -> {}
      case ChainEvent.ReputationChanged changed -> {}
    }
  }

  /** The proofs in the order of their submission. */
  List<ProofRecord> proofs() {
    return List.copyOf(proofs.values());
  }

  /** A proof that was submitted. */
  ProofRecord proof(Bytes32 id) {
    return proofs.get(id);
  }

  /** The proofs of a learner with an outcome. */
  List<ProofRecord> proofs(Address learner, ProofStatus outcome) {
    return proofs.values().stream()
        .filter(proof -> proof.learner().equals(learner) && proof.outcome() == outcome)
        .toList();
  }

  /** How many proofs have an outcome. */
  int count(ProofStatus outcome) {
    return (int) proofs.values().stream().filter(proof -> proof.outcome() == outcome).count();
  }

  /**
   * How many proofs were rejected or not judged in time. One that brought too little improvement is
   * none of them: it was verified.
   */
  int countFailed() {
    return count(ProofStatus.REJECTED) + count(ProofStatus.EXPIRED);
  }

  /** What a learner was paid, in wei. */
  BigInteger paidTo(Address learner) {
    return paid.getOrDefault(learner, BigInteger.ZERO);
  }

  /** What a learner lost, in wei. */
  BigInteger slashedFrom(Address learner) {
    return slashed.getOrDefault(learner, BigInteger.ZERO);
  }

  /** The held-out loss that the job began with; NaN before it began. */
  double lossBefore() {
    return lossBefore.orElse(Double.NaN);
  }

  /** The held-out loss of the current version. */
  double lossAfter() {
    return lossAfter.orElse(lossBefore());
  }

  /** Epochs that have ended. */
  long closedEpochs() {
    return closedEpochs;
  }

  /** Whether the last epoch has ended. */
  boolean finished() {
    return finished;
  }

  /** The number of the newest block. */
  long blocks() {
    return blocks;
  }

  /** The fewest seals on any block. */
  int minSeals() {
    return minSeals;
  }
}
