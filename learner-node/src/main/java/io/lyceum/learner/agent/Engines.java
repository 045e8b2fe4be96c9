package io.lyceum.learner.agent;

import io.lyceum.learner.job.Job;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import io.lyceum.learner.training.TrainingEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The engines that a learner may train with. Each proves itself once, before its first job, by its
 * self-test. For the learner's thread alone.
 */
final class Engines {

  private final Map<String, TrainingEngine> byClass = new HashMap<>();
  private final Map<String, Bytes32> selfTests = new HashMap<>();
  private final ComputePermits permits;

  /**
   * @param permitted the classes that the configuration names
   */
  Engines(List<TrainingEngine> engines, List<String> permitted, ComputePermits permits) {
    for (TrainingEngine engine : engines) {
      if (permitted.contains(engine.engineClass())) {
        byClass.put(engine.engineClass(), engine);
      }
    }
    this.permits = permits;
  }

  /** Why a job cannot be trained for here, as one sentence; empty if it can. */
  Optional<String> obstacle(Job job) throws InterruptedException, HindranceException {
    TrainingEngine engine = byClass.get(job.engineClass());
    if (engine == null) {
      return Optional.of(
          "This node does not run the engine class %s.".formatted(job.engineClass()));
    }
    Bytes32 digest = selfTest(engine);
    if (!digest.equals(job.selfTestDigest())) {
      return Optional.of(
          "The engine %s gives other bits here than the job demands: its self-test is %s, not %s."
              .formatted(job.engineClass(), digest, job.selfTestDigest()));
    }
    return Optional.empty();
  }

  /** The engine of a job without obstacle. */
  TrainingEngine of(Job job) {
    return byClass.get(job.engineClass());
  }

  private Bytes32 selfTest(TrainingEngine engine) throws InterruptedException, HindranceException {
    Bytes32 digest = selfTests.get(engine.engineClass());
    if (digest == null) {
      digest = Computation.run(permits, Work.TRAINING, () -> EngineSelfTest.digest(engine));
      selfTests.put(engine.engineClass(), digest);
    }
    return digest;
  }
}
