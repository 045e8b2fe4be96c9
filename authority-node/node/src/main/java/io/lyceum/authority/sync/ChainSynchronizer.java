package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.network.BlockAnnouncement;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the chain level with the peers': imports the blocks that they announce, and fetches what is
 * missing from all that have it. Every block goes through the importer; a peer that serves
 * something else is left alone for a while.
 */
public final class ChainSynchronizer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChainSynchronizer.class);
  private static final Duration COMPARE_INTERVAL = Duration.ofMillis(500);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  /** A peer that is one block ahead has merely been faster; the block is on its way. */
  private static final long TOLERATED_LAG = 1;

  /** A node that lacks no more than these is not said to lack blocks: it has them in a moment. */
  private static final long UNTOLD_LAG = 3;

  private final Blockchain chain;
  private final BlockImporter importer;
  private final PeerNetwork network;
  private final BlockAnnouncer announcer;
  private final AnnouncedBlocks announced;
  private final BooleanSupplier seals;
  private final SyncListener listener;
  private final InstantSource clock;
  private final PeerScores scores;
  private final PeerHeads heads;
  private final Thread thread = Thread.ofPlatform().name("synchronizer").unstarted(this::run);
  private volatile Optional<SyncProgress> progress = Optional.empty();
  private long headAtLastLook = -1;

  /**
   * @param chain that is to grow
   * @param importer through which it grows
   * @param network the peers
   * @param announcer tells peers of what was caught up with
   * @param announced what peers announce
   * @param seals whether this node takes part in sealing now: then a block that is merely announced
   *     is on its way here too, and fetched only if it does not come
   * @param listener hears whether blocks are missing
   * @param clock of this node
   */
  public ChainSynchronizer(
      Blockchain chain,
      BlockImporter importer,
      PeerNetwork network,
      BlockAnnouncer announcer,
      AnnouncedBlocks announced,
      BooleanSupplier seals,
      SyncListener listener,
      InstantSource clock) {
    this.chain = chain;
    this.importer = importer;
    this.network = network;
    this.announcer = announcer;
    this.announced = announced;
    this.seals = seals;
    this.listener = listener;
    this.clock = clock;
    this.scores = new PeerScores(clock);
    this.heads = new PeerHeads(network);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** How far it has come; empty while no more than a few of the newest blocks are missing. */
  public Optional<SyncProgress> progress() {
    return progress;
  }

  /** Whether no peer that is worth asking tells of more than one block that is missing here. */
  public boolean isLevel() {
    return progress.isEmpty()
        && heads.ahead(chain.head().number() + TOLERATED_LAG).stream().noneMatch(scores::isUsable);
  }

  /** The peers without those that are left alone because they failed to serve. */
  public List<PeerInfo> usablePeers() {
    return network.peers().stream()
        .filter(peer -> scores.isUsable(peer.endpoint().address()))
        .toList();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<AnnouncedBlocks.Announced> next = announced.poll(COMPARE_INTERVAL);
        try {
          boolean missing = next.isPresent() && take(next.get());
          compare(missing, next.isEmpty());
        } catch (RuntimeException e) {
          LOG.error("Synchronization failed; it is tried again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the block after the head was announced, and must be fetched. */
  private boolean take(AnnouncedBlocks.Announced next) {
    return switch (next) {
      case AnnouncedBlocks.Announced.Block(Address from, BlockAnnouncement block) -> {
        boolean wanted = block.number() == chain.head().number() + 1 && scores.isUsable(from);
        yield wanted
            && block.block().map(whole -> !importFrom(from, whole)).orElse(!seals.getAsBoolean());
      }
      case AnnouncedBlocks.Announced.Reason _ -> false;
      case AnnouncedBlocks.Announced.Ahead(Address peer, long head) -> {
        heads.shows(peer, head);
        yield false;
      }
    };
  }

  /**
   * Compares heads with the peers, and catches up if one is ahead.
   *
   * @param missing whether the next block is known to be missing
   * @param quiet whether nothing was announced for a while: then a lag of one block counts too, if
   *     it has not gone away since the last look
   */
  private void compare(boolean missing, boolean quiet) throws InterruptedException {
    boolean stuck = quiet && headAtLastLook == chain.head().number();
    headAtLastLook = quiet ? chain.head().number() : headAtLastLook;
    long tolerated = stuck || missing ? 0 : TOLERATED_LAG;
    if (heads.ahead(chain.head().number() + tolerated).stream().anyMatch(scores::isUsable)) {
      catchUp();
    }
    if (isLevel()) {
      listener.isLevel();
    }
  }

  private void catchUp() throws InterruptedException {
    long start = chain.head().number();
    long begin = clock.millis();
    try (CatchUp run = new CatchUp(chain, importer, network, heads, scores, clock)) {
      run.run(proved -> tell(start, proved));
    } finally {
      if (progress.isPresent()) {
        progress = Optional.empty();
        BlockHeader head = chain.head();
        long seconds = Math.max(1, (clock.millis() - begin) / 1_000);
        LOG.info(
            "Caught up from block {} to {}, {} blocks a second",
            start,
            head.number(),
            (head.number() - start) / seconds);
        chain.block(chain.headHash()).ifPresent(announcer::announce);
      }
    }
  }

  private void tell(long start, long proved) {
    long head = chain.head().number();
    if (progress.isPresent() || proved > head + UNTOLD_LAG) {
      progress = Optional.of(new SyncProgress(start, head, Math.max(head, proved)));
      listener.lacksBlocks();
    }
  }

  /** Whether the block is in the chain now. */
  private boolean importFrom(Address peer, Bytes encoded) {
    try {
      Block block = Block.decode(encoded);
      importer.importBlock(block, clock.instant().getEpochSecond());
      return true;
    } catch (InvalidRlpException | InvalidBlockException e) {
      scores.failed(peer, "announced an invalid block: " + e.getMessage());
      return false;
    }
  }

  /** Stops after the block that is being imported. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (thread.isAlive() && !thread.join(STOP_TIMEOUT)) {
        LOG.warn("The synchronizer did not stop within {} s", STOP_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
