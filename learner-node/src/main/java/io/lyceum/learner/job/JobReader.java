package io.lyceum.learner.job;

import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.ModelRegistry;
import io.lyceum.contracts.TrainingJobs;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.Loss;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads jobs from the chain; a job's terms never change, so each is read once. */
public final class JobReader {

  private static final BigInteger ACTIVE = BigInteger.ONE;

  private final ChainClient chain;
  private final Map<BigInteger, Job> known = new ConcurrentHashMap<>();

  /** Reads through a connection. */
  public JobReader(ChainClient chain) {
    this.chain = chain;
  }

  /** The numbers of the jobs that are active, ascending. */
  public List<BigInteger> active() throws ChainException, InterruptedException {
    TrainingJobs jobs = chain.contracts().jobs();
    BigInteger count = chain.read("The number of jobs", jobs.jobCount());
    List<BigInteger> active = new ArrayList<>();
    for (BigInteger id = BigInteger.ONE; id.compareTo(count) <= 0; id = id.add(BigInteger.ONE)) {
      if (chain.read("The status of job " + id, jobs.status(id)).equals(ACTIVE)) {
        active.add(id);
      }
    }
    return List.copyOf(active);
  }

  /**
   * The terms of a job.
   *
   * @throws MalformedJobException if the job's documents are not of the form that this software
   *     knows
   */
  public Job read(BigInteger id) throws ChainException, InterruptedException {
    Job job = known.get(id);
    if (job == null) {
      job = fetch(id);
      known.put(id, job);
    }
    return job;
  }

  private Job fetch(BigInteger id) throws ChainException, InterruptedException {
    LyceumContracts contracts = chain.contracts();
    TrainingJobs.Terms terms = chain.read("Job " + id, contracts.jobs().terms(id));
    ModelRegistry.MetaEntry meta =
        chain.read(
            "The specification of job " + id,
            contracts.models().metaEntry(terms.modelId, terms.metaIndex));
    try {
      return new Job(
          UInt256.valueOf(id),
          UInt256.valueOf(terms.modelId),
          ModelSpecification.fromJson(Bytes.wrap(meta.specification)),
          Hyperparameters.fromJson(Bytes.wrap(terms.hyperparameters)),
          Bytes32.wrap(terms.datasetRoot),
          terms.engineClass,
          Replay.of(terms.replayMode, terms.replayBound),
          Bytes32.wrap(terms.selfTestDigest),
          Bytes32.wrap(terms.initialVersion),
          new Loss(terms.initialLoss.longValue()),
          terms.segments.intValueExact(),
          terms.stepsPerSegment.intValueExact(),
          terms.challenges.intValueExact(),
          new Loss(terms.requiredImprovement.longValue()),
          terms.bond,
          terms.rewardPerEpoch,
          terms.epochs.longValueExact(),
          terms.startBlock.longValueExact());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedJobException(
          "Job " + id + " cannot be understood: " + e.getMessage() + ".", e);
    }
  }
}
