package io.lyceum.genesis;

import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The training job that a network is born with. Losses are 10^9 × mean nats per token, amounts are
 * wei, spans of time are blocks.
 *
 * @param specification canonical JSON of the model specification; the contracts do not read it
 * @param guidelines how the model shall behave, in UTF-8
 * @param hyperparameters canonical JSON of the hyperparameters; the contracts do not read it
 * @param datasetRoot Merkle root of the corpus in chunks
 * @param initialVersion Merkle root of the initial parameters
 * @param initialLoss held-out loss of the initial parameters
 * @param zeroOptimizerRoot Merkle root of moments that are all zero
 * @param selfTestDigest what the engine's self-test must give on a machine that takes part
 * @param engineClass the arithmetic of the job
 * @param replayBound ε of bounded replay in millionths; 0 for exact replay
 * @param segments S, the segments of a proof
 * @param stepsPerSegment k, the optimizer steps of a segment
 * @param challenges c, the segments that each authority samples
 * @param requiredImprovement the least fall of the loss that is paid
 * @param rewardPerEpoch what the learners of an epoch share
 * @param bond what a submission locks
 * @param epochs how many epochs the job runs
 * @param startBlock the block from which the first epoch may begin
 * @param epochBlocks the blocks in which an epoch takes submissions
 * @param attestationBlocks the blocks in which a proof takes attestations
 */
public record FirstJob(
    Bytes specification,
    Bytes guidelines,
    Bytes hyperparameters,
    Bytes32 datasetRoot,
    Bytes32 initialVersion,
    long initialLoss,
    Bytes32 zeroOptimizerRoot,
    Bytes32 selfTestDigest,
    String engineClass,
    int replayBound,
    int segments,
    int stepsPerSegment,
    int challenges,
    long requiredImprovement,
    UInt256 rewardPerEpoch,
    UInt256 bond,
    int epochs,
    long startBlock,
    int epochBlocks,
    int attestationBlocks) {

  /**
   * @throws IllegalArgumentException if the numbers make no job: a count is not positive, or there
   *     are more challenges than segments
   */
  public FirstJob {
    Objects.requireNonNull(specification);
    Objects.requireNonNull(hyperparameters);
    if (segments < 1 || stepsPerSegment < 1 || epochs < 1 || epochBlocks < 1) {
      throw new IllegalArgumentException("Segments, steps, epochs and deadlines are positive");
    }
    if (challenges < 1 || challenges > segments) {
      throw new IllegalArgumentException("An authority samples 1 to " + segments + " segments");
    }
  }
}
