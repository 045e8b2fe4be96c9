package io.lyceum.learner.engine;

import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine that starts when it is asked for. Safe for use by many threads. */
final class Candidate {

  private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

  /** What became of the start. */
  sealed interface Outcome {}

  /** It runs. */
  static final class Running implements Outcome {

    private final TrainingEngine engine;
    private Bytes32 digest;

    private Running(TrainingEngine engine) {
      this.engine = engine;
    }

    TrainingEngine engine() {
      return engine;
    }

    /** What its self-test gives, which is done once. */
    synchronized Bytes32 selfTest() {
      if (digest == null) {
        digest = EngineSelfTest.digest(engine);
      }
      return digest;
    }
  }

  /**
   * It cannot run here.
   *
   * @param reason a sentence
   */
  record Missing(String reason) implements Outcome {}

  private final EngineSource source;
  private Optional<Outcome> outcome = Optional.empty();

  Candidate(EngineSource source) {
    this.source = source;
  }

  /** Starts it if nobody has yet. */
  synchronized Outcome start() {
    if (outcome.isEmpty()) {
      outcome = Optional.of(tryToStart());
    }
    return outcome.get();
  }

  /** Starts it if nobody has yet; empty if it cannot run here. */
  Optional<Running> running() {
    return start() instanceof Running running ? Optional.of(running) : Optional.empty();
  }

  private Outcome tryToStart() {
    try {
      return new Running(source.start().get());
    } catch (EngineUnavailableException e) {
      LOG.warn(
          "This node runs without the engine class {}. {}", source.engineClass(), e.getMessage());
      return new Missing(e.getMessage());
    }
  }
}
