package io.lyceum.verification;

import io.lyceum.learner.job.Job;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import io.lyceum.learner.training.TrainingEngine;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Whether this node's engine may judge a job: only if it reproduces the job's self-test digest.
 * Safe for use by many threads.
 */
final class EngineQualification {

  private final TrainingEngine engine;
  private final ComputePermits permits;
  private Bytes32 digest;

  EngineQualification(TrainingEngine engine, ComputePermits permits) {
    this.engine = engine;
    this.permits = permits;
  }

  /** A sentence that says why the engine may not judge a job; empty if it may. */
  synchronized Optional<String> objection(Job job) throws Exception {
    if (!job.engineClass().equals(engine.engineClass())) {
      return Optional.of(
          "The job asks for engine class %s, and this node has %s."
              .formatted(job.engineClass(), engine.engineClass()));
    }
    if (digest == null) {
      digest = permits.run(Work.VERIFICATION, () -> EngineSelfTest.digest(engine));
    }
    if (!digest.equals(job.selfTestDigest())) {
      return Optional.of(
          "The engine's self-test gives %s, and the job states %s."
              .formatted(digest, job.selfTestDigest()));
    }
    return Optional.empty();
  }
}
