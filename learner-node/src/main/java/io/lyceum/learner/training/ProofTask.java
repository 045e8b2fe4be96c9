package io.lyceum.learner.training;

import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The training that one proof covers; with the parent version and the corpus it leaves nothing to
 * choose.
 *
 * @param hyperparameters the job's
 * @param segments segments of the proof (S)
 * @param stepsPerSegment optimizer steps of a segment (k)
 * @param epoch the epoch, from 0
 * @param seed the proof's seed, which fixes the batches
 * @param shard the learner's part of the data
 */
public record ProofTask(
    Hyperparameters hyperparameters,
    int segments,
    int stepsPerSegment,
    BigInteger epoch,
    Bytes32 seed,
    Shard shard) {

  /**
   * @throws IllegalArgumentException if there is no segment, no step, or the epoch is negative
   */
  public ProofTask {
    if (segments < 1 || stepsPerSegment < 1 || epoch.signum() < 0) {
      throw new IllegalArgumentException(
          "No training: %d segments of %d steps in epoch %s"
              .formatted(segments, stepsPerSegment, epoch));
    }
  }

  /**
   * The position in the job's schedule of a segment's first step: {@code epoch · S · k + segment ·
   * k}; positions that no schedule reaches are one number.
   */
  public long scheduleStep(int segment) {
    BigInteger step =
        epoch
            .multiply(BigInteger.valueOf(segments))
            .add(BigInteger.valueOf(segment))
            .multiply(BigInteger.valueOf(stepsPerSegment));
    return step.bitLength() < Long.SIZE - 1 ? step.longValue() : Long.MAX_VALUE / 2;
  }
}
