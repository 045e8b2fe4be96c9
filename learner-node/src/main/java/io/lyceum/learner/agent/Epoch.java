package io.lyceum.learner.agent;

import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.proof.Loss;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;

/**
 * An epoch as the chain shows it.
 *
 * @param number from 0
 * @param open whether it takes submissions or settles them
 * @param begun whether it has begun at all
 * @param parent the version that its proofs start from
 * @param parentLoss the held-out loss of that version
 * @param begunAt the block in which it began
 * @param deadline the last block that takes submissions
 */
record Epoch(
    BigInteger number,
    boolean begun,
    boolean open,
    Bytes32 parent,
    Loss parentLoss,
    long begunAt,
    long deadline) {

  private static final BigInteger OPEN = BigInteger.ONE;

  /** Reads an epoch of a job. */
  static Epoch read(ChainClient chain, Job job, BigInteger number)
      throws ChainException, InterruptedException {
    ProofOfLearning.Epoch state =
        chain.read(
            "Epoch " + number + " of job " + job.number(),
            chain.contracts().proofs().epochState(job.number(), number));
    return new Epoch(
        number,
        state.status.signum() != 0,
        state.status.equals(OPEN),
        Bytes32.wrap(state.parentVersion),
        new Loss(state.parentLoss.longValue()),
        state.begunAt.longValueExact(),
        state.deadline.longValueExact());
  }
}
