package io.lyceum.authority.sync;

import io.lyceum.authority.sync.BlockDownload.Job;
import io.lyceum.authority.sync.RangeQueue.Arrived;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.chain.BodyValidator;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.network.PeerException;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.ServedRange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from one peer, on a thread of its own, as long as the peer has what is missing and serves
 * it well. Everything is checked on this thread: headers by their seals, bodies by their headers;
 * so the checks of several peers run side by side, and what is wrong has one sender.
 */
final class PeerDownload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerDownload.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

  private final Address peer;
  private final LongSupplier peerHead;
  private final LongSupplier ownHead;
  private final PeerNetwork network;
  private final BlockDownload download;
  private final HeaderProof proof;
  private final PeerScores scores;
  private final InstantSource clock;
  private final Thread thread;

  /**
   * @param peer whom to ask
   * @param peerHead the last block that it has, as far as it told
   * @param ownHead the last block that is imported
   */
  PeerDownload(
      Address peer,
      LongSupplier peerHead,
      LongSupplier ownHead,
      PeerNetwork network,
      BlockDownload download,
      HeaderProof proof,
      PeerScores scores,
      InstantSource clock) {
    this.peer = peer;
    this.peerHead = peerHead;
    this.ownHead = ownHead;
    this.network = network;
    this.download = download;
    this.proof = proof;
    this.scores = scores;
    this.clock = clock;
    thread = Thread.ofPlatform().daemon().name("fetch-" + peer).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      while (scores.isUsable(peer) && peerHead.getAsLong() > ownHead.getAsLong()) {
        int atOnce = scores.atOnce(peer, Integer.MAX_VALUE);
        Optional<Job> job = download.take(peer, peerHead.getAsLong(), atOnce, IDLE);
        if (job.isPresent()) {
          fetch(job.get());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("No longer fetching from {}", peer);
    } catch (RuntimeException e) {
      LOG.error("Fetching from {} failed", peer, e);
      scores.failed(peer, "could not be fetched from");
    }
  }

  private void fetch(Job job) throws InterruptedException {
    switch (job) {
      case Job.Headers headers -> fetchHeaders(headers);
      case Job.Bodies bodies -> fetchBodies(bodies);
    }
  }

  private void fetchHeaders(Job.Headers job) throws InterruptedException {
    List<Arrived<BlockHeader>> arrived = List.of();
    Optional<Arrived<BlockHeader>> doubtful = Optional.empty();
    try {
      long first = job.claim().first();
      ServedRange served = network.fetchHeaders(peer, first, job.claim().count());
      HeaderProof.Judgement judgement = proof.judge(served.items(), first);
      arrived = judgement.proved().stream().map(header -> arrived(header, served, first)).toList();
      doubtful = judgement.doubtful().map(header -> arrived(header, served, first));
      judge(served, judgement.fault());
    } finally {
      download.deliverHeaders(job.claim(), arrived, doubtful);
    }
  }

  private Arrived<BlockHeader> arrived(BlockHeader header, ServedRange served, long first) {
    int index = (int) (header.number() - first);
    return new Arrived<>(header, peer, served.items().get(index).size());
  }

  private void fetchBodies(Job.Bodies job) throws InterruptedException {
    List<Arrived<Block>> complete = new ArrayList<>();
    try {
      long begin = clock.millis();
      ServedRange served = network.fetchBodies(peer, job.claim().first(), job.claim().count());
      Duration time = Duration.ofMillis(Math.max(1, clock.millis() - begin));
      Optional<String> fault = complete(job.headers(), served.items(), complete);
      if (judge(served, fault)) {
        scores.served(peer, complete.size(), time);
      }
    } finally {
      download.deliverBlocks(job.claim(), complete);
    }
  }

  /**
   * Joins bodies with their headers; tells what is wrong with the first that is not its header's.
   */
  private Optional<String> complete(
      List<BlockHeader> headers, List<Bytes> bodies, List<Arrived<Block>> complete) {
    for (int i = 0; i < bodies.size(); i++) {
      BlockHeader header = headers.get(i);
      try {
        Block block = new Block(header, BlockBody.decode(bodies.get(i)));
        BodyValidator.checkCommitments(block);
        // The importer needs the senders, which are most of its work: here it is done in parallel.
        block.body().transactions().forEach(Transaction::sender);
        complete.add(new Arrived<>(block, peer, bodies.get(i).size()));
      } catch (InvalidRlpException | InvalidBlockException e) {
        return Optional.of(
            "served a wrong body of block " + header.number() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Whether the peer served as it should; if not, its score tells. */
  private boolean judge(ServedRange served, Optional<String> fault) {
    if (fault.isPresent()) {
      scores.misbehaved(peer, fault.get());
      return false;
    }
    Optional<String> failure = served.failure().map(PeerException::getMessage);
    if (failure.isEmpty() && served.items().isEmpty()) {
      failure = Optional.of("has not the blocks that it told of");
    }
    failure.ifPresent(how -> scores.failed(peer, how));
    return failure.isEmpty();
  }

  /** Gives up what is being fetched. */
  void interrupt() {
    thread.interrupt();
  }

  /** Gives up what is being fetched, and waits for the end. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(CLOSE_TIME)) {
        LOG.warn("Fetching from {} did not stop within {} s", peer, CLOSE_TIME.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
