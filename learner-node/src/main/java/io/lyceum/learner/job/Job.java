package io.lyceum.learner.job;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.Loss;
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
}
