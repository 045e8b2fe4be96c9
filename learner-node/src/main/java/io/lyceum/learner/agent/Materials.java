package io.lyceum.learner.agent;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusException;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.proof.MalformedCheckpointException;
import io.lyceum.network.artifact.InvalidArtifactException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What training starts from: the corpus and the parent version of a job, from this machine where
 * they are, otherwise from authorities. For the learner's thread alone.
 */
final class Materials {

  private final PeerArtifacts artifacts;
  private final CorpusStore corpora;
  private final CheckpointStore checkpoints;
  private final Optional<Path> corpusFile;

  /**
   * @param corpusFile a text that may be a job's dataset; empty for the primer
   */
  Materials(PeerArtifacts artifacts, Optional<Path> corpusFile) {
    this.artifacts = artifacts;
    this.corpora = new CorpusStore(artifacts.store());
    this.checkpoints = new CheckpointStore(artifacts.store());
    this.corpusFile = corpusFile;
  }

  /** The corpus that a job's commitment is to. */
  Corpus corpus(Job job) throws HindranceException, InterruptedException {
    try {
      bring(job);
      return corpora
          .read(job.datasetRoot())
          .orElseThrow(() -> new HindranceException("The dataset has vanished from the store."));
    } catch (CorpusException | InvalidArtifactException e) {
      throw new HindranceException(e.getMessage(), e);
    }
  }

  /** Puts a job's dataset into the store, from where others can fetch it too. */
  private void bring(Job job) throws HindranceException, InterruptedException {
    String holder = Holder.dataset(job.number()).text();
    if (artifacts.store().heldBy(holder).contains(job.datasetRoot())) {
      return;
    }
    Corpus own = Corpus.configured(corpusFile);
    if (own.commitment().equals(job.datasetRoot())) {
      corpora.put(holder, own);
    } else {
      artifacts.keepOnly(holder, job.datasetRoot(), "The dataset");
    }
  }

  /** The parameters of the version that an epoch starts from; the store keeps no older one. */
  Tensors parent(Job job, Bytes32 version) throws HindranceException, InterruptedException {
    String holder = versionHolder(job);
    if (version.equals(job.initialVersion())) {
      Tensors initial = Tensors.initial(job.specification());
      Bytes32 made = checkpoints.putVersion(holder, initial);
      if (!made.equals(version)) {
        artifacts.store().release(holder, made);
        throw new HindranceException(
            "The specification's initial version is %s, not %s as job %s says."
                .formatted(made, version, job.number()));
      }
      return initial;
    }
    artifacts.keepOnly(holder, version, "Version");
    try {
      return checkpoints
          .readVersion(version, job.specification())
          .orElseThrow(() -> new HindranceException("The version has vanished from the store."));
    } catch (MalformedCheckpointException e) {
      throw new HindranceException("Version %s is malformed.".formatted(version), e);
    }
  }

  /** Keeps a version that the learner holds already, so that the next epoch need not fetch it. */
  void keepIfHeld(Job job, Bytes32 version) {
    if (artifacts.store().contains(version)) {
      artifacts.store().retain(versionHolder(job), version);
    }
  }

  /** Lets go of all that belongs to a job. */
  void release(Job job) {
    artifacts.store().releaseAll(versionHolder(job));
    artifacts.store().releaseAll(Holder.dataset(job.number()).text());
  }

  private static String versionHolder(Job job) {
    return Holder.version(job.number()).text();
  }
}
