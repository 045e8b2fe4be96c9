package io.lyceum.verification;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusException;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.job.Job;
import io.lyceum.network.artifact.InvalidArtifactException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The corpora of the jobs that this authority can judge. */
final class JobLibrary {

  private final EngineQualification qualification;
  private final ArtifactKeeper keeper;
  private final CorpusStore corpora;
  private final VerificationListener listener;
  private final Map<BigInteger, Corpus> open = new HashMap<>();
  private final Set<BigInteger> declined = new HashSet<>();

  JobLibrary(
      EngineQualification qualification,
      ArtifactKeeper keeper,
      CorpusStore corpora,
      VerificationListener listener) {
    this.qualification = qualification;
    this.keeper = keeper;
    this.corpora = corpora;
    this.listener = listener;
  }

  /** The corpus of a job; empty if the job is declined, or its dataset cannot be had now. */
  synchronized Optional<Corpus> corpus(Job job) throws Exception {
    BigInteger id = job.number();
    if (declined.contains(id)) {
      return Optional.empty();
    }
    if (!open.containsKey(id)) {
      Optional<String> objection = qualification.objection(job);
      if (objection.isPresent()) {
        decline(id, objection.get());
        return Optional.empty();
      }
      load(job).ifPresent(corpus -> open.put(id, corpus));
    }
    return Optional.ofNullable(open.get(id));
  }

  /** Lets go of what only other jobs need. */
  synchronized void retain(List<Job> active) {
    List<BigInteger> ids = active.stream().map(Job::number).toList();
    declined.retainAll(ids);
    open.keySet().retainAll(ids);
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
