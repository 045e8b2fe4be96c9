package io.lyceum.authority.sync;

import io.lyceum.authority.sync.RangeQueue.Arrived;
import io.lyceum.authority.sync.RangeQueue.Claim;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is still to fetch of a chain, and what waits for the importer. Proved headers run ahead of
 * the bodies, both within bounds; many peers are asked at once, and each for what none has been
 * asked for yet. Safe for use by many threads.
 */
final class BlockDownload {

  /** Something to ask a peer for. */
  sealed interface Job {

    /** Headers of a range. */
    record Headers(Claim claim) implements Job {}

    /** The bodies of blocks whose headers are known. */
    record Bodies(Claim claim, List<BlockHeader> headers) implements Job {}
  }

  /**
   * Bounds on what waits for the importer.
   *
   * @param headersAhead of the importer
   * @param blocksAhead of the importer
   * @param bytesAhead of the importer, in bodies that have come or are on their way
   * @param bytesPerRequest that one answer can have
   * @param headersPerRequest asked of one peer at once
   * @param blocksPerRequest asked of one peer at once
   * @param patience with a peer that the importer waits for, before another is asked as well
   */
  record Bounds(
      int headersAhead,
      int blocksAhead,
      long bytesAhead,
      long bytesPerRequest,
      int headersPerRequest,
      int blocksPerRequest,
      Duration patience) {

    static final Bounds DEFAULT =
        new Bounds(4_096, 2_048, 32L << 20, 4L << 20, 256, 256, Duration.ofSeconds(1));
  }

  private final Bounds bounds;
  private final InstantSource clock;
  private final RangeQueue<BlockHeader> headers;
  private final RangeQueue<Block> blocks;
  private Optional<Arrived<BlockHeader>> doubtful = Optional.empty();

  /**
   * @param head the number of the last block that is held
   */
  BlockDownload(long head, Bounds bounds, InstantSource clock) {
    this.bounds = bounds;
    this.clock = clock;
    long patience = bounds.patience().toMillis();
    headers = new RangeQueue<>(head + 1, patience);
    blocks = new RangeQueue<>(head + 1, patience);
  }

  /**
   * Decides what to ask a peer for, and waits a while if there is nothing now.
   *
   * @param peerHead the last block that the peer has
   * @param bodiesAtOnce that it is to be asked for
   */
  synchronized Optional<Job> take(Address peer, long peerHead, int bodiesAtOnce, Duration wait)
      throws InterruptedException {
    Optional<Job> job = choose(peer, peerHead, bodiesAtOnce);
    if (job.isEmpty()) {
      wait(wait.toMillis());
      job = choose(peer, peerHead, bodiesAtOnce);
    }
    return job;
  }

  private Optional<Job> choose(Address peer, long peerHead, int bodiesAtOnce) {
    // Bodies feed the importer, but must not run out of headers.
    boolean headersAreShort =
        headers.contiguousEnd() < blocks.firstFree() + bounds.headersPerRequest();
    return headersAreShort
        ? chooseHeaders(peer, peerHead).or(() -> chooseBodies(peer, peerHead, bodiesAtOnce))
        : chooseBodies(peer, peerHead, bodiesAtOnce).or(() -> chooseHeaders(peer, peerHead));
  }

  private Optional<Job> chooseHeaders(Address peer, long peerHead) {
    long end = Math.min(peerHead, headers.next() + bounds.headersAhead() - 1);
    long last = doubtful.map(header -> Math.min(end, header.item().number() - 1)).orElse(end);
    return headers
        .claim(peer, last, bounds.headersPerRequest(), clock.millis())
        .map(Job.Headers::new);
  }

  private Optional<Job> chooseBodies(Address peer, long peerHead, int bodiesAtOnce) {
    long expected = blocks.bytes() + (blocks.claims() + 1) * bounds.bytesPerRequest();
    // Whatever waits, the block that the importer waits for may always be fetched.
    long room = expected <= bounds.bytesAhead() ? bounds.blocksAhead() : 1;
    long known = Math.min(peerHead, headers.contiguousEnd());
    long last = Math.min(known, blocks.next() + room - 1);
    int most = Math.min(bodiesAtOnce, bounds.blocksPerRequest());
    return blocks.claim(peer, last, most, clock.millis()).map(this::bodies);
  }

  private Job bodies(Claim claim) {
    List<BlockHeader> wanted =
        LongStream.range(claim.first(), claim.first() + claim.count())
            .mapToObj(height -> headers.get(height).orElseThrow().item())
            .toList();
    return new Job.Bodies(claim, wanted);
  }

  /**
   * Takes proved headers.
   *
   * @param inDoubt the one after them, which is judged when the chain has come to it; until then
   *     nobody is asked for what comes after it
   */
  synchronized void deliverHeaders(
      Claim claim, List<Arrived<BlockHeader>> proved, Optional<Arrived<BlockHeader>> inDoubt) {
    headers.deliver(claim, proved);
    inDoubt
        .filter(header -> headers.get(header.item().number()).isEmpty())
        .filter(header -> header.item().number() >= headers.next())
        .filter(
            header ->
                doubtful.map(known -> header.item().number() < known.item().number()).orElse(true))
        .ifPresent(header -> doubtful = Optional.of(header));
    notifyAll();
  }

  /** Takes blocks whose bodies are those of their headers. */
  synchronized void deliverBlocks(Claim claim, List<Arrived<Block>> complete) {
    blocks.deliver(claim, complete);
    notifyAll();
  }

  /** The chain has come to a head. */
  synchronized void advanceTo(long head) {
    if (head >= blocks.next()) {
      headers.advanceTo(head + 1);
      blocks.advanceTo(head + 1);
      notifyAll();
    }
  }

  /** The doubtful header, if the chain has come to it, so that it can be judged now. */
  synchronized Optional<Arrived<BlockHeader>> takeDoubtful() {
    boolean due = doubtful.map(header -> header.item().number() <= headers.next()).orElse(false);
    Optional<Arrived<BlockHeader>> result = due ? doubtful : Optional.empty();
    if (due) {
      doubtful = Optional.empty();
      notifyAll();
    }
    return result;
  }

  /** The block after the head, with who proved its header; waits a while for it. */
  synchronized Optional<Block> await(Duration wait) throws InterruptedException {
    if (blocks.get(blocks.next()).isEmpty()) {
      wait(wait.toMillis());
    }
    return blocks.get(blocks.next()).map(Arrived::item);
  }

  /** Who sent the header of a block. */
  synchronized Optional<Address> source(long number) {
    return headers.get(number).map(Arrived::from);
  }

  /** The last block of which a header is proved, with all before it; the head if there is none. */
  synchronized long provedEnd() {
    return headers.contiguousEnd();
  }
}
