package io.lyceum.cli.demo;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.Verdict;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/** What happened to the job, as a contract told it. Losses are nats per token. */
sealed interface ChainEvent {

  /** An epoch began. */
  record EpochBegan(long epoch, double parentLoss, int learners) implements ChainEvent {}

  /** A learner submitted a proof. */
  record Submitted(Bytes32 proof, Address learner, long epoch, double loss) implements ChainEvent {}

  /** An authority attested a proof. */
  record Attested(
      Bytes32 proof,
      Address authority,
      List<Integer> samples,
      List<Verdict> verdicts,
      Verdict evaluation)
      implements ChainEvent {

    /** Keeps unmodifiable copies. */
    public Attested {
      samples = List.copyOf(samples);
      verdicts = List.copyOf(verdicts);
    }
  }

  /** An authority named a segment that did not match. */
  record Named(Bytes32 proof, int segment, Address authority, Verdict verdict)
      implements ChainEvent {}

  /** An authority judged a segment that another had named. */
  record Judged(Bytes32 proof, int segment, Address authority, Verdict verdict)
      implements ChainEvent {}

  /** A proof was settled. */
  record Settled(Bytes32 proof, Address learner, long epoch, ProofStatus outcome)
      implements ChainEvent {}

  /** A learner lost its bond, in wei. */
  record Slashed(Address learner, BigInteger amount) implements ChainEvent {}

  /** A learner's reputation changed. */
  record ReputationChanged(Address learner, int reputation) implements ChainEvent {}

  /** A learner was paid, in wei. */
  record Paid(Bytes32 proof, Address learner, long epoch, BigInteger amount)
      implements ChainEvent {}

  /** An epoch ended. */
  record EpochClosed(long epoch, int accepted, Optional<Bytes32> winner, double loss)
      implements ChainEvent {}

  /** The job's last epoch ended. */
  record JobFinished() implements ChainEvent {}
}
