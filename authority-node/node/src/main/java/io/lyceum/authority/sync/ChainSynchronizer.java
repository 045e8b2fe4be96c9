package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.network.BlockAnnouncement;
import io.lyceum.network.ChainStatus;
import io.lyceum.network.PeerException;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports the blocks that peers announce, and fetches those that are missing from the peer with the
 * highest head. Every block goes through the importer; a peer that serves something else is left
 * alone for a while.
 */
public final class ChainSynchronizer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChainSynchronizer.class);
  private static final Duration COMPARE_INTERVAL = Duration.ofMillis(500);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final int BLOCKS_PER_FETCH = 64;

  /** A peer that is one block ahead has merely been faster; the block is on its way. */
  private static final long TOLERATED_LAG = 1;

  private final Blockchain chain;
  private final BlockImporter importer;
  private final PeerNetwork network;
  private final AnnouncedBlocks announced;
  private final SyncListener listener;
  private final InstantSource clock;
  private final PeerScores scores;
  private final Map<Address, Long> shownHeads = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("synchronizer").unstarted(this::run);
  private volatile Optional<SyncProgress> progress = Optional.empty();
  private long headAtLastLook = -1;

  /**
   * @param chain that is to grow
   * @param importer through which it grows
   * @param network the peers
   * @param announced what peers announce
   * @param listener hears whether blocks are missing
   * @param clock of this node
   */
  public ChainSynchronizer(
      Blockchain chain,
      BlockImporter importer,
      PeerNetwork network,
      AnnouncedBlocks announced,
      SyncListener listener,
      InstantSource clock) {
    this.chain = chain;
    this.importer = importer;
    this.network = network;
    this.announced = announced;
    this.listener = listener;
    this.clock = clock;
    this.scores = new PeerScores(clock);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** How far it has come; empty while nothing, or nothing but the newest block, is missing. */
  public Optional<SyncProgress> progress() {
    return progress;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<AnnouncedBlocks.Announced> next = announced.poll(COMPARE_INTERVAL);
        try {
          if (next.isPresent()) {
            take(next.get());
          }
          catchUp(next.isEmpty());
        } catch (RuntimeException e) {
          LOG.error("Synchronization failed; it is tried again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(AnnouncedBlocks.Announced next) throws InterruptedException {
    switch (next) {
      case AnnouncedBlocks.Announced.Block(Address from, BlockAnnouncement block)
          when block.number() == chain.head().number() + 1 -> {
        if (block.block().isPresent()) {
          importFrom(from, block.block().get());
        } else if (scores.isUsable(from)) {
          fetchFrom(from);
        }
      }
      case AnnouncedBlocks.Announced.Block _, AnnouncedBlocks.Announced.Reason _ -> {
        // The peers' heads are compared after every announcement.
      }
      case AnnouncedBlocks.Announced.Ahead(Address peer, long head) ->
          shownHeads.merge(peer, head, Math::max);
    }
  }

  /**
   * Fetches until no usable peer is ahead.
   *
   * @param quiet whether nothing was announced for a while: then a lag of one block counts too, if
   *     it has not gone away since the last look
   */
  private void catchUp(boolean quiet) throws InterruptedException {
    boolean stuck = quiet && headAtLastLook == chain.head().number();
    headAtLastLook = quiet ? chain.head().number() : headAtLastLook;
    long tolerated = stuck ? 0 : TOLERATED_LAG;
    long start = chain.head().number();
    Optional<PeerInfo> ahead = highestAhead(tolerated);
    while (ahead.isPresent()) {
      fetchFrom(ahead.get().endpoint().address());
      ahead = highestAhead(tolerated);
      long reached = chain.head().number();
      if (reached > start && ahead.isPresent()) {
        progress = Optional.of(new SyncProgress(start, reached, headOf(ahead.get())));
        listener.lacksBlocks();
      }
    }
    if (progress.isPresent()) {
      LOG.info("Caught up from block {} to {}", start, chain.head().number());
      progress = Optional.empty();
      listener.isLevel();
    }
  }

  private Optional<PeerInfo> highestAhead(long tolerated) {
    long own = chain.head().number();
    return network.peers().stream()
        .filter(peer -> peer.connected() && headOf(peer) > own + tolerated)
        .filter(peer -> scores.isUsable(peer.endpoint().address()))
        .max(Comparator.comparingLong(this::headOf));
  }

  private long headOf(PeerInfo peer) {
    return Math.max(
        peer.status().map(ChainStatus::headNumber).orElse(0L),
        shownHeads.getOrDefault(peer.endpoint().address(), 0L));
  }

  private void fetchFrom(Address peer) throws InterruptedException {
    try {
      List<Bytes> blocks = network.fetchBlocks(peer, chain.head().number() + 1, BLOCKS_PER_FETCH);
      if (blocks.isEmpty()) {
        scores.failed(peer);
        return;
      }
      for (Bytes block : blocks) {
        if (!importFrom(peer, block)) {
          return;
        }
      }
      scores.succeeded(peer);
    } catch (PeerException e) {
      LOG.debug("Peer {} {}", peer, e.getMessage());
      scores.failed(peer);
    }
  }

  private boolean importFrom(Address peer, Bytes encoded) {
    try {
      Block block = Block.decode(encoded);
      if (block.number() <= chain.head().number()) {
        return true;
      }
      BlockImporter.Outcome outcome = importer.importBlock(block, clock.instant().getEpochSecond());
      LOG.debug("Block {} of {}: {}", block.number(), peer, outcome);
      return true;
    } catch (InvalidRlpException | InvalidBlockException e) {
      LOG.warn("Peer {} served an invalid block: {}", peer, e.getMessage());
      scores.failed(peer);
      return false;
    }
  }

  /** Stops after the block that is being imported. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.warn("The synchronizer did not stop within {} s", STOP_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
