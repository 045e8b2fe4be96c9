package io.lyceum.verification;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusException;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import io.lyceum.network.artifact.InvalidArtifactException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The corpora of the jobs that this authority can judge. Safe for use by many threads. */
final class JobLibrary {

  private final Engines engines;
  private final ComputePermits permits;
  private final ArtifactKeeper keeper;
  private final CorpusStore corpora;
  private final VerificationListener listener;

  /** The jobs that this authority judges, whose datasets it holds. */
  private final Set<BigInteger> open = ConcurrentHashMap.newKeySet();

  private final Set<BigInteger> declined = ConcurrentHashMap.newKeySet();
  private final Map<BigInteger, Object> locks = new ConcurrentHashMap<>();

  JobLibrary(
      Engines engines,
      ComputePermits permits,
      ArtifactKeeper keeper,
      CorpusStore corpora,
      VerificationListener listener) {
    this.engines = engines;
    this.permits = permits;
    this.keeper = keeper;
    this.corpora = corpora;
    this.listener = listener;
  }

  /** The corpus of a job; empty if the job is declined, or its dataset cannot be had now. */
  Optional<Corpus> corpus(Job job) throws Exception {
    BigInteger id = job.number();
    // Whoever waits for the dataset of one job holds up no other one.
    synchronized (locks.computeIfAbsent(id, none -> new Object())) {
      if (!open.contains(id) && !declined.contains(id)) {
        Optional<String> objection =
            permits.run(Work.VERIFICATION, () -> engines.objectionToReplay(job));
        if (objection.isPresent()) {
          decline(id, objection.get());
        } else if (obtain(job)) {
          open.add(id);
        }
      }
      return open.contains(id) ? read(job) : Optional.empty();
    }
  }

  /** Lets go of what only other jobs need. */
  void retain(List<Job> active) {
    List<BigInteger> ids = active.stream().map(Job::number).toList();
    declined.retainAll(ids);
    open.retainAll(ids);
    locks.keySet().retainAll(ids);
    keeper.releaseDatasetsBut(active.stream().map(Job::datasetRoot).toList());
  }

  private boolean obtain(Job job) throws InterruptedException {
    String holder = ArtifactKeeper.holderOfDataset(job.datasetRoot());
    boolean held =
        keeper.obtain(holder, job.datasetRoot(), ArtifactSize.ofDataset(), Optional.empty());
    if (!held) {
      listener.on(
          new VerificationEvent.Delayed(
              "the dataset of job " + job.id().toDecimalString(), "No peer serves it."));
    }
    return held;
  }

  private Optional<Corpus> read(Job job) {
    Optional<Corpus> corpus = Optional.empty();
    try {
      corpus = corpora.read(job.datasetRoot());
    } catch (CorpusException | InvalidArtifactException e) {
      decline(job.number(), e.getMessage());
    }
    if (corpus.isEmpty()) {
      open.remove(job.number());
    }
    return corpus;
  }

  private void decline(BigInteger id, String reason) {
    declined.add(id);
    listener.on(new VerificationEvent.JobDeclined(id, reason));
  }
}
