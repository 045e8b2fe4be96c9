package io.lyceum.learner.engine;

import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactEngine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A node's engines by class. Each proves itself once, before its first job, by its self-test, and
 * computes for jobs that demand the digest which it gave. Whoever made the engines closes them.
 * Safe for use by many threads.
 */
public final class Engines {

  private final SequencedMap<String, Candidate> byClass;

  /**
   * @param engines those that are preferred come first
   * @throws IllegalArgumentException if two engines are of one class
   */
  public Engines(List<TrainingEngine> engines) {
    this(new LinkedHashMap<>());
    for (TrainingEngine engine : engines) {
      if (byClass.put(engine.engineClass(), new Candidate(engine)) != null) {
        throw new IllegalArgumentException("Two engines of class " + engine.engineClass());
      }
    }
  }

  private Engines(SequencedMap<String, Candidate> byClass) {
    this.byClass = byClass;
  }

  /** Those of some classes; they share what their self-tests gave. */
  public Engines permitted(Collection<String> classes) {
    SequencedMap<String, Candidate> permitted = new LinkedHashMap<>();
    for (Map.Entry<String, Candidate> entry : byClass.entrySet()) {
      if (classes.contains(entry.getKey())) {
        permitted.put(entry.getKey(), entry.getValue());
      }
    }
    return new Engines(permitted);
  }

  /** The classes that this node runs, in alphabetical order. */
  public List<String> classes() {
    return List.copyOf(new TreeSet<>(byClass.keySet()));
  }

  /** The engine of a class, be it qualified for a job or not; empty if this node runs none. */
  public Optional<TrainingEngine> of(String engineClass) {
    return Optional.ofNullable(byClass.get(engineClass)).map(candidate -> candidate.engine);
  }

  /**
   * The engine of a job to which there is no {@linkplain #objection objection}.
   *
   * @throws IllegalStateException if this node does not run the job's class
   */
  public TrainingEngine of(Job job) {
    return of(job.engineClass()).orElseThrow(() -> new IllegalStateException(missing(job)));
  }

  /**
   * Why this node may not train for a job, as one sentence; empty if it may. Heavy when a class is
   * asked for the first time, so call it under a compute permit.
   */
  public Optional<String> objection(Job job) {
    Candidate candidate = byClass.get(job.engineClass());
    if (candidate == null) {
      return Optional.of(missing(job));
    }
    Bytes32 digest = candidate.selfTest();
    return digest.equals(job.selfTestDigest())
        ? Optional.empty()
        : Optional.of(
            "The engine %s gives other bits here than the job demands: its self-test is %s, not %s."
                .formatted(job.engineClass(), digest, job.selfTestDigest()));
  }

  /**
   * The engine that replays a job's segments here, evaluates its versions and answers with them:
   * one of the job's class or, where its replay is bounded and this node does not run the class,
   * the first that this node has.
   */
  public Optional<TrainingEngine> forReplay(Job job) {
    Optional<TrainingEngine> own = of(job.engineClass());
    return switch (job.replay()) {
      case Replay.Exact exact -> own;
      case Replay.Bounded bounded -> own.or(this::first);
    };
  }

  /**
   * Why this node may not judge a job's claims, as one sentence; empty if it may. In exact replay
   * the engine must have given the job's digest. In bounded replay the job's digest binds learners
   * alone, since other bits are what the bound is for; but {@code exact-1} has one digest on every
   * machine, and an engine of it that gives another computes wrongly. Of other classes no digest is
   * known that would hold on every machine. Heavy as {@link #objection} is.
   */
  public Optional<String> objectionToReplay(Job job) {
    return switch (job.replay()) {
      case Replay.Exact exact -> objection(job);
      case Replay.Bounded bounded ->
          forReplay(job)
              .map(engine -> faultOf(byClass.get(engine.engineClass())))
              .orElse(Optional.of("This node runs no engine."));
    };
  }

  private static Optional<String> faultOf(Candidate candidate) {
    return candidate.engine.engineClass().equals(ExactEngine.ENGINE_CLASS)
            && !candidate.selfTest().equals(EngineSelfTest.EXACT)
        ? Optional.of(
            "The engine %s computes wrongly here: its self-test is %s, not %s."
                .formatted(ExactEngine.ENGINE_CLASS, candidate.selfTest(), EngineSelfTest.EXACT))
        : Optional.empty();
  }

  private Optional<TrainingEngine> first() {
    return byClass.values().stream().findFirst().map(candidate -> candidate.engine);
  }

  private static String missing(Job job) {
    return "This node does not run the engine class %s.".formatted(job.engineClass());
  }

  /** An engine and, once somebody asked, what its self-test gave. */
  private static final class Candidate {

    private final TrainingEngine engine;
    private Bytes32 digest;

    Candidate(TrainingEngine engine) {
      this.engine = engine;
    }

    synchronized Bytes32 selfTest() {
      if (digest == null) {
        digest = EngineSelfTest.digest(engine);
      }
      return digest;
    }
  }
}
