package io.lyceum.authority.learning;

import io.lyceum.api.lyceum.Generation;
import io.lyceum.api.lyceum.GenerationRequest;
import io.lyceum.contracts.ModelRegistry;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.inference.Sampling;
import io.lyceum.learner.inference.TextGenerator;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import io.lyceum.learner.job.MalformedJobException;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The model that an authority serves: the version that became current last on the chain, as soon as
 * it is held here. It computes with the engine that replays its job, and is not served where there
 * is none. Safe for use by many threads.
 */
public final class ServedModel implements io.lyceum.api.lyceum.TextGenerator {

  private record Loaded(
      Bytes32 version, long attestedAt, Tensors parameters, TextGenerator generator) {}

  private final ChainClient chain;
  private final JobReader jobs;
  private final CheckpointStore checkpoints;
  private final Engines engines;
  private final ComputePermits permits;
  private Optional<Loaded> loaded = Optional.empty();

  /**
   * @param chain tells the current version
   * @param checkpoints hold it
   * @param engines compute with it
   * @param permits under which text is generated
   */
  public ServedModel(
      ChainClient chain, CheckpointStore checkpoints, Engines engines, ComputePermits permits) {
    this.chain = chain;
    this.jobs = new JobReader(chain);
    this.checkpoints = checkpoints;
    this.engines = engines;
    this.permits = permits;
  }

  /**
   * @throws IllegalStateException if the chain cannot be read
   * @throws IllegalArgumentException if the request is beyond the generator's limits
   */
  @Override
  public Optional<Generation> generate(GenerationRequest request) throws InterruptedException {
    Optional<Loaded> model = current();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    var sampled =
        new io.lyceum.learner.inference.GenerationRequest(
            request.prompt(),
            request.maxTokens(),
            new Sampling(request.temperature(), 0, request.seed()),
            List.of());
    try {
      TextGenerator generator = model.get().generator();
      Tensors parameters = model.get().parameters();
      String text =
          permits.run(Work.INFERENCE, () -> generator.generate(parameters, sampled)).text();
      return Optional.of(new Generation(text, model.get().version(), model.get().attestedAt()));
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Text could not be generated", e);
    }
  }

  private synchronized Optional<Loaded> current() throws InterruptedException {
    try {
      ModelRegistry models = chain.contracts().models();
      long count = chain.read("The number of models", models.modelCount()).longValueExact();
      Optional<Loaded> newest = Optional.empty();
      for (long id = 1; id <= count; id++) {
        Optional<Loaded> candidate = load(models, BigInteger.valueOf(id));
        boolean newer =
            candidate.isPresent()
                && newest.map(Loaded::attestedAt).orElse(-1L) < candidate.get().attestedAt();
        newest = newer ? candidate : newest;
      }
      loaded = newest;
      return newest;
    } catch (ChainException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private Optional<Loaded> load(ModelRegistry models, BigInteger id)
      throws ChainException, InterruptedException {
    BigInteger count = chain.read("The versions of model " + id, models.versionCount(id));
    if (count.signum() == 0) {
      return Optional.empty();
    }
    ModelRegistry.Version version =
        chain.read(
            "The version of model " + id, models.version(id, count.subtract(BigInteger.ONE)));
    Bytes32 root = Bytes32.wrap(version.root);
    if (loaded.isPresent() && loaded.get().version().equals(root)) {
      return loaded;
    }
    Optional<Job> job = job(version.jobId);
    Optional<TextGenerator> generator = job.flatMap(engines::forReplay).map(TextGenerator::new);
    if (generator.isEmpty()) {
      return Optional.empty();
    }
    return checkpoints
        .readVersion(root, job.get().specification())
        .map(
            parameters ->
                new Loaded(
                    root, version.blockNumber.longValueExact(), parameters, generator.get()));
  }

  /** The job that made a version; empty if this software does not know its form. */
  private Optional<Job> job(BigInteger id) throws ChainException, InterruptedException {
    try {
      return Optional.of(jobs.read(id));
    } catch (MalformedJobException e) {
      return Optional.empty();
    }
  }
}
