package io.lyceum.verification;

import io.lyceum.contracts.ProofStatus;
import io.lyceum.learner.chain.ChainClient;
import io.lyceum.learner.chain.ChainException;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.CorpusStore;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.JobReader;
import io.lyceum.learner.job.MalformedJobException;
import io.lyceum.learner.proof.CheckpointStore;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.network.artifact.ArtifactFetcher;
import io.lyceum.network.artifact.ArtifactStore;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority's verifier. In each round, at most one for each block, it reads from the chain what
 * is to do and does it: it holds the current versions, attests and judges proofs, settles them,
 * begins jobs and closes epochs. No round waits for a block: what was sent is looked after in the
 * rounds that follow. All state is on chain, so a verifier may be stopped at any time.
 */
public final class Verifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

  private final ChainClient chain;
  private final Duration pollInterval;
  private final VerificationListener listener;
  private final JobReader jobs;
  private final ProofRegister register;
  private final DutySchedule schedule = new DutySchedule();
  private final JobLibrary library;
  private final VersionKeeper versions;
  private final ProofDuties proofs;
  private final EpochDuties epochs;
  private final DutySender duties;
  private final Semaphore news = new Semaphore(0);
  private final Tasks tasks = new Tasks();
  private final Thread thread;
  private final Set<BigInteger> malformed = new HashSet<>();
  private long lastBlock = -1;
  private volatile boolean closed;

  /**
   * @param key the authority's node key; its account is {@code chain}'s
   * @param chain how the authority reads the chain and sends transactions
   * @param engines the arithmetic; the caller closes it
   * @param permits under which all heavy work is done
   * @param store where artifacts are held and served from; the caller closes it
   * @param fetcher fetches into the store
   * @param directory whom to fetch from
   * @param pollInterval how often to look for a new block when nobody {@linkplain #wake() wakes} it
   * @param listener hears what is done
   */
  public Verifier(
      KeyPair key,
      ChainClient chain,
      Engines engines,
      ComputePermits permits,
      ArtifactStore store,
      ArtifactFetcher fetcher,
      PeerDirectory directory,
      Duration pollInterval,
      VerificationListener listener) {
    this.chain = chain;
    this.pollInterval = pollInterval;
    this.listener = listener;
    this.jobs = new JobReader(chain);
    this.register = new ProofRegister(chain);
    ArtifactKeeper keeper = new ArtifactKeeper(store, fetcher, directory);
    this.duties = new DutySender(chain, schedule, listener);
    this.library = new JobLibrary(engines, permits, keeper, new CorpusStore(store), listener);
    this.versions =
        new VersionKeeper(chain, register, keeper, new CheckpointStore(store), schedule, listener);
    this.proofs =
        new ProofDuties(
            key,
            chain,
            register,
            new ClaimVerifier(engines, permits, keeper, store),
            directory,
            duties,
            listener);
    this.epochs = new EpochDuties(chain, register, duties, listener);
    this.thread = Thread.ofVirtual().name("verifier-" + key.address()).unstarted(this::work);
  }

  /** Begins to work. */
  public void start() {
    thread.start();
  }

  /** Says that there may be a new block. */
  public void wake() {
    news.release();
  }

  /** Ends the work; a computation in progress is interrupted or abandoned. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Tasks.join(thread);
    tasks.close();
  }

  private void work() {
    try {
      while (!closed) {
        guarded("a round", this::round);
        news.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("The verifier ends");
    }
  }

  private void round() throws Exception {
    long block = chain.blockNumber();
    if (block == lastBlock) {
      return;
    }
    lastBlock = block;
    guarded("what was sent", () -> duties.follow(block));
    start("hold versions", () -> versions.update(block));
    List<Job> active = understood();
    library.retain(active);
    for (Job job : active) {
      guarded("the duties of job " + job.number(), () -> doDuties(job, block));
    }
    schedule.forgetBefore(block);
  }

  /** The active jobs but those whose documents this software does not know, which it tells once. */
  private List<Job> understood() throws ChainException, InterruptedException {
    List<Job> active = new ArrayList<>();
    for (BigInteger id : jobs.active()) {
      if (malformed.contains(id)) {
        continue;
      }
      try {
        active.add(jobs.read(id));
      } catch (MalformedJobException e) {
        malformed.add(id);
        listener.on(new VerificationEvent.JobDeclined(id, e.getMessage()));
      }
    }
    return active;
  }

  private void doDuties(Job job, long block) throws Exception {
    BigInteger id = job.number();
    BigInteger epoch = register.currentEpoch(id);
    if (!register.hasBegun(id, epoch)) {
      epochs.begin(job, block);
      return;
    }
    for (Bytes32 proofId : register.proofs(id, epoch)) {
      SubmittedProof proof = register.proof(proofId);
      if (proof.status() == ProofStatus.PENDING) {
        start("vote on " + proofId, () -> vote(proof, job, block));
        proofs.settle(proof, block);
      } else {
        proofs.forget(proofId);
      }
    }
    epochs.close(id, epoch, block);
  }

  private void vote(SubmittedProof proof, Job job, long block) throws Exception {
    Optional<Corpus> corpus = library.corpus(job);
    if (corpus.isPresent()) {
      proofs.vote(proof, job, corpus.get(), block);
    }
  }

  /** Does work beside the rounds, unless the same is being done or has failed too lately. */
  private void start(String name, Work work) {
    long block = lastBlock;
    if (schedule.isDue(name, block, 0)) {
      tasks.start(
          name,
          () -> {
            try {
              if (!guarded(name, work)) {
                schedule.failed(name, block);
              }
            } catch (InterruptedException e) {
              LOG.debug("Interrupted: {}", name);
            }
          });
    }
  }

  /** Does work whose failure is told and holds up nothing else. */
  private boolean guarded(String name, Work work) throws InterruptedException {
    try {
      work.run();
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (ChainException e) {
      // The node may be busy or behind: there is another round soon.
      listener.on(new VerificationEvent.Delayed(name, e.getMessage()));
      return true;
    } catch (Exception e) {
      if (!closed) {
        LOG.warn("Verification failed: {}", name, e);
        listener.on(new VerificationEvent.Delayed(name, String.valueOf(e.getMessage())));
      }
      return false;
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
