package io.lyceum.learner.agent;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.proof.Loss;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;

/** What a learner does and what happens to it, for whoever shows its progress. */
public sealed interface LearnerEvent {

  /** It takes part in a job from the next epoch on. */
  record Enrolled(BigInteger job) implements LearnerEvent {}

  /**
   * It cannot train for a job.
   *
   * @param reason one sentence
   */
  record JobUnsuitable(BigInteger job, String reason) implements LearnerEvent {}

  /**
   * It begins to train for an epoch.
   *
   * @param parent the version that it starts from
   * @param parentLoss the held-out loss of that version
   */
  record TrainingBegan(
      BigInteger job, BigInteger epoch, Bytes32 parent, Loss parentLoss, Shard shard)
      implements LearnerEvent {}

  /**
   * A segment is done.
   *
   * @param segment from 0
   * @param segments of the proof
   * @param loss mean training loss that it will claim
   */
  record SegmentTrained(BigInteger job, BigInteger epoch, int segment, int segments, Loss loss)
      implements LearnerEvent {}

  /**
   * A proof is on the chain.
   *
   * @param loss the held-out loss that it claims
   */
  record ProofSubmitted(BigInteger job, BigInteger epoch, Bytes32 proofId, Loss loss)
      implements LearnerEvent {}

  /** A proof was settled. */
  record ProofSettled(BigInteger job, BigInteger epoch, Bytes32 proofId, ProofStatus status)
      implements LearnerEvent {}

  /**
   * A rejected proof cost the bond.
   *
   * @param wei the bond
   * @param reputation what is left, 0 to 100
   */
  record Slashed(BigInteger job, BigInteger epoch, Bytes32 proofId, BigInteger wei, int reputation)
      implements LearnerEvent {}

  /** An accepted proof was paid. */
  record Paid(BigInteger job, BigInteger epoch, Bytes32 proofId, BigInteger wei)
      implements LearnerEvent {}

  /** A job has ended. */
  record JobFinished(BigInteger job) implements LearnerEvent {}

  /**
   * Something keeps it from going on; it tries again. Told once until it changes.
   *
   * @param reason one sentence
   */
  record Hindered(String reason) implements LearnerEvent {}
}
