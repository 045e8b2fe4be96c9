package io.lyceum.verification;

import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import io.lyceum.learner.proof.Loss;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A proof as the chain has it.
 *
 * @param id the proof's id
 * @param jobId the job
 * @param epoch the job's epoch
 * @param learner who submitted it
 * @param proofRoot root over its leaves
 * @param parentVersion the version that it starts from
 * @param finalVersion the version that it leads to
 * @param loss the claimed held-out loss of the final version
 * @param segments S
 * @param challenges segments that each authority samples
 * @param submittedAt block of the submission
 * @param attestBy the last block that takes attestations
 * @param judgeBy the last block that takes verdicts on named segments
 * @param attestations so far
 * @param electors how many may attest
 * @param status where it stands
 */
public record SubmittedProof(
    Bytes32 id,
    BigInteger jobId,
    BigInteger epoch,
    Address learner,
    Bytes32 proofRoot,
    Bytes32 parentVersion,
    Bytes32 finalVersion,
    Loss loss,
    int segments,
    int challenges,
    long submittedAt,
    long attestBy,
    long judgeBy,
    int attestations,
    int electors,
    ProofStatus status) {

  /** Reads what the contract returned. */
  static SubmittedProof of(Bytes32 id, ProofOfLearning.Proof proof) {
    return new SubmittedProof(
        id,
        proof.jobId,
        proof.epoch,
        Address.fromHex(proof.learner),
        Bytes32.wrap(proof.proofRoot),
        Bytes32.wrap(proof.parentVersion),
        Bytes32.wrap(proof.finalVersion),
        new Loss(proof.loss.longValue()),
        proof.segments.intValueExact(),
        proof.challenges.intValueExact(),
        proof.submittedAt.longValueExact(),
        proof.attestBy.longValueExact(),
        proof.judgeBy.longValueExact(),
        proof.attestations.intValueExact(),
        proof.electors.intValueExact(),
        ProofStatus.of(proof.status));
  }

  /** From this block on an authority reports as unavailable what it could not get. */
  long patienceOfAttestation() {
    return submittedAt + (attestBy - submittedAt) / 2;
  }

  /** The same for named segments. */
  long patienceOfJudgement() {
    return attestBy + (judgeBy - attestBy) / 2;
  }
}
