package io.lyceum.learner.agent;

import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the chain again and again and takes part in every active job. */
final class LearnerAgent {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerAgent.class);

  /** After failures in a row the pauses grow up to so many times the usual one. */
  private static final long LONGEST_PAUSE = 16;

  private final JobReader jobs;
  private final PeerArtifacts artifacts;
  private final Function<Job, Participation> participations;
  private final LearnerListener listener;
  private final Duration pause;
  private final Map<BigInteger, Participation> current = new TreeMap<>();
  private Set<String> told = Set.of();
  private boolean tidied;

  /**
   * @param participations makes a part in a job
   * @param pause between two looks at the chain
   */
  LearnerAgent(
      JobReader jobs,
      PeerArtifacts artifacts,
      Function<Job, Participation> participations,
      LearnerListener listener,
      Duration pause) {
    this.jobs = jobs;
    this.artifacts = artifacts;
    this.participations = participations;
    this.listener = listener;
    this.pause = pause;
  }

  /** Runs until the thread is interrupted. */
  void run() throws InterruptedException {
    int failures = 0;
    while (true) {
      Set<String> hindrances = new LinkedHashSet<>();
      boolean advanced = look(hindrances);
      tell(hindrances);
      failures = advanced || hindrances.isEmpty() ? 0 : failures + 1;
      Thread.sleep(pause.multipliedBy(Math.min(1L << Math.min(failures, 10), LONGEST_PAUSE)));
    }
  }

  /**
   * Does for each job what is to be done; one that is hindered keeps it from no other.
   *
   * @param hindrances takes what hindered it, as sentences
   * @return whether a job was advanced
   */
  private boolean look(Set<String> hindrances) throws InterruptedException {
    List<BigInteger> active = new ArrayList<>();
    if (!attempt(() -> active.addAll(jobs.active()), hindrances)) {
      return false;
    }
    if (!tidied) {
      artifacts.dropAllBut(active);
      tidied = true;
    }
    boolean advanced = false;
    for (BigInteger id : active) {
      advanced |= attempt(() -> advance(id), hindrances);
    }
    for (BigInteger id : List.copyOf(current.keySet())) {
      if (!active.contains(id)) {
        attempt(() -> conclude(id), hindrances);
      }
    }
    return advanced;
  }

  private void advance(BigInteger id)
      throws ChainException, HindranceException, InterruptedException {
    Participation participation = current.get(id);
    if (participation == null) {
      participation = participations.apply(jobs.read(id));
      current.put(id, participation);
    }
    participation.advance();
  }

  private void conclude(BigInteger id) throws ChainException, InterruptedException {
    current.get(id).conclude();
    current.remove(id);
  }

  private static boolean attempt(Step step, Set<String> hindrances) throws InterruptedException {
    try {
      step.take();
      return true;
    } catch (ChainException | HindranceException e) {
      hindrances.add(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The learner stumbled", e);
      hindrances.add("An error that should not be: " + e + ".");
    }
    return false;
  }

  /** Tells what did not hinder it at the last look already. */
  private void tell(Set<String> hindrances) {
    for (String sentence : hindrances) {
      if (!told.contains(sentence)) {
        LOG.warn("{}", sentence);
        listener.on(new LearnerEvent.Hindered(sentence));
      }
    }
    told = hindrances;
  }

  @FunctionalInterface
  private interface Step {
    void take() throws ChainException, HindranceException, InterruptedException;
  }
}
