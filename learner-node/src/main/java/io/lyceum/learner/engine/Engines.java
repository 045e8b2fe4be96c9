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

/**
 * A node's engines by class. Each starts when the first job asks for it, proves itself once by its
 * self-test, and computes for jobs that demand the digest which it gave. Whoever made the engines
 * closes them. Safe for use by many threads.
 */
public final class Engines {

  private final SequencedMap<String, Candidate> byClass;

  /**
   * Engines that run already.
   *
   * @param engines those that are preferred come first
   * @throws IllegalArgumentException if two engines are of one class
   */
  public Engines(List<TrainingEngine> engines) {
    this(bySources(engines.stream().map(EngineSource::of).toList()));
  }

  /** Engines that start when they are needed; those that are preferred come first. */
  static Engines onDemand(List<EngineSource> sources) {
    return new Engines(bySources(sources));
  }

  private static SequencedMap<String, Candidate> bySources(List<EngineSource> sources) {
    SequencedMap<String, Candidate> byClass = new LinkedHashMap<>();
    for (EngineSource source : sources) {
      if (byClass.put(source.engineClass(), new Candidate(source)) != null) {
        throw new IllegalArgumentException("Two engines of class " + source.engineClass());
      }
    }
    return byClass;
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

  /** The classes that this node may run, in alphabetical order; none is started for that. */
  public List<String> classes() {
    return List.copyOf(new TreeSet<>(byClass.keySet()));
  }

  /**
   * The engine of a class, be it qualified for a job or not; empty if this node runs none. Heavy
   * when a class is asked for the first time, since its engine starts.
   */
  public Optional<TrainingEngine> of(String engineClass) {
    return running(engineClass).map(Candidate.Running::engine);
  }

  private Optional<Candidate.Running> running(String engineClass) {
    return Optional.ofNullable(byClass.get(engineClass)).flatMap(Candidate::running);
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
    return switch (candidate.start()) {
      case Candidate.Missing(String reason) -> Optional.of(reason);
      case Candidate.Running running ->
          running.selfTest().equals(job.selfTestDigest())
              ? Optional.empty()
              : Optional.of(
                  ("The engine %s gives other bits here than the job demands: its self-test is"
                          + " %s, not %s.")
                      .formatted(job.engineClass(), running.selfTest(), job.selfTestDigest()));
    };
  }

  /**
   * The engine that replays a job's segments here, evaluates its versions and answers with them:
   * one of the job's class or, where its replay is bounded and this node does not run the class,
   * the first that this node has.
   */
  public Optional<TrainingEngine> forReplay(Job job) {
    return replayer(job).map(Candidate.Running::engine);
  }

  private Optional<Candidate.Running> replayer(Job job) {
    Optional<Candidate.Running> own = running(job.engineClass());
    return switch (job.replay()) {
      case Replay.Exact exact -> own;
      case Replay.Bounded bounded ->
          own.or(
              () ->
                  byClass.values().stream()
                      .flatMap(candidate -> candidate.running().stream())
                      .findFirst());
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
          replayer(job).map(Engines::faultOf).orElse(Optional.of("This node runs no engine."));
    };
  }

  private static Optional<String> faultOf(Candidate.Running running) {
    return running.engine().engineClass().equals(ExactEngine.ENGINE_CLASS)
            && !running.selfTest().equals(EngineSelfTest.EXACT)
        ? Optional.of(
            "The engine %s computes wrongly here: its self-test is %s, not %s."
                .formatted(ExactEngine.ENGINE_CLASS, running.selfTest(), EngineSelfTest.EXACT))
        : Optional.empty();
  }

  private static String missing(Job job) {
    return "This node does not run the engine class %s.".formatted(job.engineClass());
  }
}
