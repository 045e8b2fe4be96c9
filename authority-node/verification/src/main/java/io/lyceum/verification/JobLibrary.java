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
  private final Map<BigInteger, Corpus> open = new ConcurrentHashMap<>();
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
      if (!open.containsKey(id) && !declined.contains(id)) {
        Optional<String> objection =
            permits.run(Work.VERIFICATION, () -> engines.objectionToReplay(job));
        if (objection.isPresent()) {
          decline(id, objection.get());
        } else {
          load(job).ifPresent(corpus -> open.put(id, corpus));
        }
      }
      return Optional.ofNullable(open.get(id));
    }
  }

  /** Lets go of what only other jobs need. */
  void retain(List<Job> active) {
    List<BigInteger> ids = active.stream().map(Job::number).toList();
    declined.retainAll(ids);
    open.keySet().retainAll(ids);
    locks.keySet().retainAll(ids);
    keeper.releaseDatasetsBut(active.stream().map(Job::datasetRoot).toList());
  }

  private Optional<Corpus> load(Job job) throws InterruptedException {
    String holder = ArtifactKeeper.holderOfDataset(job.datasetRoot());
    if (!keeper.obtain(holder, job.datasetRoot(), ArtifactSize.ofDataset(), Optional.empty())) {
      listener.on(
          new VerificationEvent.Delayed(
              "the dataset of job " + job.id().toDecimalString(), "No peer serves it."));
      return Optional.empty();
    }
    try {
      return corpora.read(job.datasetRoot());
    } catch (CorpusException | InvalidArtifactException e) {
      decline(job.number(), e.getMessage());
      return Optional.empty();
    }
  }

  private void decline(BigInteger id, String reason) {
    declined.add(id);
    listener.on(new VerificationEvent.JobDeclined(id, reason));
  }
}
