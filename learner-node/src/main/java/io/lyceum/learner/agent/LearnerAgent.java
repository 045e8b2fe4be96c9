package io.lyceum.learner.agent;

import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private String hindrance = "";
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
      failures++;
      try {
        look();
        hindrance = "";
        failures = 0;
      } catch (ChainException | HindranceException e) {
        tell(e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("The learner stumbled", e);
        tell("An error that should not be: " + e + ".");
      }
      Thread.sleep(pause.multipliedBy(Math.min(1L << Math.min(failures, 10), LONGEST_PAUSE)));
    }
  }

  private void look() throws ChainException, HindranceException, InterruptedException {
    List<BigInteger> active = jobs.active();
    if (!tidied) {
      artifacts.dropAllBut(active);
      tidied = true;
    }
    for (BigInteger id : active) {
      Participation participation = current.get(id);
      if (participation == null) {
        participation = participations.apply(jobs.read(id));
        current.put(id, participation);
      }
      participation.advance();
    }
    for (BigInteger id : List.copyOf(current.keySet())) {
      if (!active.contains(id)) {
        current.get(id).conclude();
        current.remove(id);
      }
    }
  }

  private void tell(String sentence) {
    if (!sentence.equals(hindrance)) {
      hindrance = sentence;
      LOG.warn("{}", sentence);
      listener.on(new LearnerEvent.Hindered(sentence));
    }
  }
}
