package io.lyceum.verification;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.contracts.Verdict;
import io.lyceum.learner.proof.Loss;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** A step of an authority's work. */
public sealed interface VerificationEvent {

  /**
   * The authority drew its segments of a proof.
   *
   * @param segments in the order in which they were drawn
   */
  record Sampled(SubmittedProof proof, List<Integer> segments) implements VerificationEvent {}

  /** A segment was replayed, or could not be had. */
  record SegmentReplayed(Bytes32 proofId, int segment, Verdict verdict)
      implements VerificationEvent {}

  /**
   * The final version was evaluated, or could not be had.
   *
   * @param claimed the learner's claim
   */
  record VersionEvaluated(Bytes32 proofId, Loss claimed, Verdict verdict)
      implements VerificationEvent {}

  /**
   * The authority's attestation is on chain.
   *
   * @param attestations of all authorities so far
   * @param electors how many may attest
   */
  record Attested(Bytes32 proofId, int attestations, int electors) implements VerificationEvent {}

  /** The authority's verdict on a segment that another one named is on chain. */
  record Judged(Bytes32 proofId, int segment, Verdict verdict) implements VerificationEvent {}

  /** The authority settled a proof. */
  record Settled(Bytes32 proofId, ProofStatus status) implements VerificationEvent {}

  /** The authority began a job's first epoch. */
  record JobBegun(BigInteger jobId) implements VerificationEvent {}

  /** The authority closed an epoch. */
  record EpochClosed(BigInteger jobId, BigInteger epoch) implements VerificationEvent {}

  /** A model's current version is held and served from now on. */
  record VersionHeld(BigInteger modelId, Bytes32 version) implements VerificationEvent {}

  /**
   * The authority does not vote on a job.
   *
   * @param reason a sentence
   */
  record JobDeclined(BigInteger jobId, String reason) implements VerificationEvent {}

  /**
   * Something failed and is tried again.
   *
   * @param what was to do
   * @param reason a sentence
   */
  record Delayed(String what, String reason) implements VerificationEvent {}
}
