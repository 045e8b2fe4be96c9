package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.Durability;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.network.PeerNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of catching up, from the head as it is until no peer that is worth asking is ahead: peers
 * are fetched from on their own threads, blocks imported in order on the caller's.
 */
final class CatchUp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  /** More at once would only fill the bounds sooner. */
  private static final int MOST_PEERS = 8;

  private static final Duration WAIT = Duration.ofMillis(50);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  private final Blockchain chain;
  private final BlockImporter importer;
  private final PeerNetwork network;
  private final PeerHeads heads;
  private final PeerScores scores;
  private final InstantSource clock;
  private final HeaderProof proof;
  private final BlockDownload download;
  private final Map<Address, PeerDownload> sources = new HashMap<>();
  private long lookedMillis;

  CatchUp(
      Blockchain chain,
      BlockImporter importer,
      PeerNetwork network,
      PeerHeads heads,
      PeerScores scores,
      InstantSource clock) {
    this.chain = chain;
    this.importer = importer;
    this.network = network;
    this.heads = heads;
    this.scores = scores;
    this.clock = clock;
    this.proof = new HeaderProof(chain, importer.validators());
    this.download = new BlockDownload(head(), BlockDownload.Bounds.DEFAULT, clock);
  }

  /**
   * Runs to the end.
   *
   * @param progress is told again and again of the last block that is proved to exist
   */
  void run(LongConsumer progress) throws InterruptedException {
    boolean goesOn = employ();
    while (goesOn) {
      download.advanceTo(head());
      judgeDoubtful();
      progress.accept(download.provedEnd());
      Optional<Block> next = download.await(WAIT);
      if (next.isPresent() && next.get().number() == head() + 1) {
        goesOn = importBlock(next.get());
      } else if (next.isEmpty()) {
        goesOn = employ();
      }
      if (clock.millis() - lookedMillis >= LOOK_INTERVAL.toMillis()) {
        employ();
      }
    }
  }

  private long head() {
    return chain.head().number();
  }

  /** Begins to fetch from peers that are ahead, the fastest first; whether any is fetched from. */
  private boolean employ() {
    lookedMillis = clock.millis();
    sources.values().removeIf(source -> !source.isAlive());
    List<Address> ahead =
        heads.ahead(head()).stream()
            .filter(scores::isUsable)
            .sorted(Comparator.comparingDouble(scores::rate).reversed())
            .toList();
    for (Address peer : ahead) {
      if (sources.size() < MOST_PEERS && !sources.containsKey(peer)) {
        PeerDownload source =
            new PeerDownload(
                peer, () -> heads.of(peer), this::head, network, download, proof, scores, clock);
        sources.put(peer, source);
        source.start();
      }
    }
    return !sources.isEmpty();
  }

  private void judgeDoubtful() {
    download
        .takeDoubtful()
        .filter(header -> header.item().number() == head() + 1)
        .filter(header -> !proof.provesNext(header.item()))
        .ifPresent(
            header ->
                scores.misbehaved(
                    header.from(),
                    "served header " + header.item().number() + " with wrong seals"));
  }

  /** Whether the block is in the chain now. */
  private boolean importBlock(Block block) {
    try {
      // After a crash of the machine they would be fetched again: waiting for the disk is dear.
      importer.importBlock(block, clock.instant().getEpochSecond(), Durability.LATER);
      return true;
    } catch (InvalidBlockException e) {
      Optional<Address> source = download.source(block.number());
      if (e.rule() == BlockRule.COMMITTED_SEALS) {
        // Validators left since the header was proved, whose seals its sender need not have passed
        // on. The next run fetches it from others.
        source.ifPresent(peer -> scores.misbehaved(peer, "served a header with wrong seals"));
        return false;
      }
      LOG.error(
          "Block {}, with seals of a quorum, cannot be imported: {}",
          block.number(),
          e.getMessage());
      source.ifPresent(peer -> scores.failed(peer, "served a block that cannot be imported"));
      return false;
    }
  }

  /** Stops fetching. What was imported is on the disk when this returns. */
  @Override
  public void close() {
    sources.values().forEach(PeerDownload::interrupt);
    sources.values().forEach(PeerDownload::close);
    chain.sync();
  }
}
