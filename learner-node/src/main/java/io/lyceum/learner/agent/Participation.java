package io.lyceum.learner.agent;

import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.learner.training.ComputePermits.Work;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A learner's part in one job. Each call of {@link #advance} looks at the chain and does the next
 * thing; nothing is remembered that the chain and the store do not tell again after a restart.
 */
final class Participation {

  private final ChainClient chain;
  private final Job job;
  private final Engines engines;
  private final ComputePermits permits;
  private final Enrolment enrolment;
  private final Submission submission;
  private final Settlement settlement;
  private final SubmittedProofs submitted;
  private final Materials materials;
  private final LearnerListener listener;
  private Optional<Boolean> suitable = Optional.empty();

  Participation(
      ChainClient chain,
      Job job,
      Engines engines,
      ComputePermits permits,
      Enrolment enrolment,
      Submission submission,
      Settlement settlement,
      SubmittedProofs submitted,
      Materials materials,
      LearnerListener listener) {
    this.chain = chain;
    this.job = job;
    this.engines = engines;
    this.permits = permits;
    this.enrolment = enrolment;
    this.submission = submission;
    this.settlement = settlement;
    this.submitted = submitted;
    this.materials = materials;
    this.listener = listener;
  }

  /** Does what is to be done for an active job now. */
  void advance() throws ChainException, InterruptedException, HindranceException {
    if (!isSuitable()) {
      return;
    }
    enrolment.ensure(job);
    BigInteger number =
        chain.read("The epoch", chain.contracts().proofs().currentEpoch(job.number()));
    Epoch epoch = Epoch.read(chain, job, number);
    if (!epoch.begun()) {
      settlement.begin(job);
      return;
    }
    submitted.advance();
    submitted.dropStale(number);
    if (epoch.open()) {
      work(epoch);
    }
  }

  private boolean isSuitable() throws InterruptedException, HindranceException {
    if (suitable.isEmpty()) {
      Optional<String> objection =
          Computation.run(permits, Work.TRAINING, () -> engines.objection(job));
      objection.ifPresent(
          reason -> listener.on(new LearnerEvent.JobUnsuitable(job.number(), reason)));
      suitable = Optional.of(objection.isEmpty());
    }
    return suitable.get();
  }

  /**
   * Others wait for settlements, so these come before training, which takes long or is hindered.
   */
  private void work(Epoch epoch) throws ChainException, InterruptedException, HindranceException {
    follow(epoch);
    settlement.advance(job, epoch.number());
    if (submission.submitted(job, epoch.number()).isEmpty()
        && Epoch.read(chain, job, epoch.number()).open()) {
      submission.make(job, epoch);
      follow(epoch);
    }
  }

  private void follow(Epoch epoch) throws ChainException, InterruptedException {
    submission.submitted(job, epoch.number()).ifPresent(id -> submitted.follow(epoch.number(), id));
  }

  /** Ends the part in a job that is no longer active. */
  void conclude() throws ChainException, InterruptedException {
    if (suitable.orElse(true)) {
      submitted.advance();
    }
    if (submitted.isEmpty()) {
      materials.release(job);
    }
    listener.on(new LearnerEvent.JobFinished(job.number()));
  }
}
