package io.lyceum.learner.proof;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a learner claims with a proof, as the contract identifies it.
 *
 * @param jobId the job
 * @param epoch the job's epoch
 * @param learner the learner's account
 * @param proofRoot root of the proof's tree
 * @param finalVersion the version that the training led to
 * @param loss the held-out loss of the final version
 */
public record ProofClaim(
    UInt256 jobId,
    UInt256 epoch,
    Address learner,
    Bytes32 proofRoot,
    Bytes32 finalVersion,
    Loss loss) {

  /**
   * The proof's identifier: {@code keccak256(abi.encode(jobId, epoch, learner, proofRoot,
   * finalVersion, loss))}.
   */
  public Bytes32 proofId() {
    return Keccak.hash(
        Bytes.concatenate(
            jobId,
            epoch,
            Bytes32.leftPad(learner.bytes()),
            proofRoot,
            finalVersion,
            Bytes32.leftPad(loss.bytes())));
  }

  /**
   * The seed that fixes a proof's batches: {@code keccak256(abi.encode(jobId, epoch, learner,
   * parentVersion))}.
   */
  public static Bytes32 seed(UInt256 jobId, UInt256 epoch, Address learner, Bytes32 parentVersion) {
    return Keccak.hash(
        Bytes.concatenate(jobId, epoch, Bytes32.leftPad(learner.bytes()), parentVersion));
  }
}
