package io.lyceum.learner.job;

import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofClaim;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The terms of a job that do not change.
 *
 * @param id the job
 * @param modelId the model that it trains
 * @param specification of the model
 * @param hyperparameters of the training
 * @param datasetRoot commitment to the corpus
 * @param engineClass the arithmetic
 * @param replay how a replayed segment is compared with the claim
 * @param selfTestDigest what the engine's self-test must give
 * @param initialVersion the version from which the job began
 * @param initialLoss its held-out loss
 * @param segments of a proof (S)
 * @param stepsPerSegment optimizer steps of a segment (k)
 * @param challenges segments that each authority samples (c)
 * @param requiredImprovement the least improvement of the held-out loss that is paid
 * @param bond what a submission locks, in wei
 * @param rewardPerEpoch what the learners of an epoch share, in wei
 * @param epochs of the job
 * @param startBlock from which the first epoch may begin
 */
public record Job(
    UInt256 id,
    UInt256 modelId,
    ModelSpecification specification,
    Hyperparameters hyperparameters,
    Bytes32 datasetRoot,
    String engineClass,
    Replay replay,
    Bytes32 selfTestDigest,
    Bytes32 initialVersion,
    Loss initialLoss,
    int segments,
    int stepsPerSegment,
    int challenges,
    Loss requiredImprovement,
    BigInteger bond,
    BigInteger rewardPerEpoch,
    long epochs,
    long startBlock) {

  /** The id as the contracts' wrappers take it. */
  public BigInteger number() {
    return id.toBigInteger();
  }

  /**
   * The training that a learner's proof of an epoch covers: the learner does it, and authorities
   * replay it.
   *
   * @param parent the version that the epoch starts from
   * @param shard the learner's part of the data in this epoch
   */
  public ProofTask task(BigInteger epoch, Address learner, Bytes32 parent, Shard shard) {
    Bytes32 seed = ProofClaim.seed(id, UInt256.valueOf(epoch), learner, parent);
    return new ProofTask(hyperparameters, segments, stepsPerSegment, epoch, seed, shard);
  }
}
