package io.lyceum.ledger.exchange;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.validation.BlockRule;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Reads blocks of a file ahead of their import and has the senders of their transactions recovered
 * meanwhile, since that is most of the work and depends on nothing.
 */
final class BlocksAhead {

  private static final int MOST_BLOCKS = 256;
  private static final long MOST_BYTES = 2L * Block.MAX_ENCODED_SIZE;

  private final BlockFileReader file;
  private final Executor recovery;
  private final long known;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private long bytes;
  private long expected;
  private boolean ended;
  private Optional<InvalidRlpException> malformed = Optional.empty();

  private record Ahead(Block block, long size, CompletableFuture<Void> recovered) {}

  /**
   * Reads from a file.
   *
   * @param recovery runs the recovery of senders
   * @param known the number of the last block that is known, so that nobody asks for its senders
   */
  BlocksAhead(BlockFileReader file, Executor recovery, long known) {
    this.file = file;
    this.recovery = recovery;
    this.known = known;
  }

  /**
   * The next block, its senders recovered; nothing at the end of the file.
   *
   * @throws RefusedBlockException if what comes next is no block
   */
  Optional<Block> next() throws IOException, RefusedBlockException {
    fill();
    Ahead first = ahead.poll();
    if (first == null) {
      if (malformed.isPresent()) {
        InvalidRlpException cause = malformed.get();
        throw new RefusedBlockException(expected, BlockRule.ENCODING, cause.getMessage(), cause);
      }
      return Optional.empty();
    }
    bytes -= first.size();
    first.recovered().join();
    return Optional.of(first.block());
  }

  private void fill() throws IOException {
    while (!ended && ahead.size() < MOST_BLOCKS && bytes < MOST_BYTES) {
      long before = file.position();
      Optional<Block> next;
      try {
        next = file.next();
      } catch (InvalidRlpException e) {
        // The blocks before it are good: it is told when its turn comes.
        malformed = Optional.of(e);
        next = Optional.empty();
      }
      next.ifPresent(block -> add(block, file.position() - before));
      ended = next.isEmpty();
    }
  }

  private void add(Block block, long size) {
    ahead.add(new Ahead(block, size, recovered(block)));
    bytes += size;
    expected = block.number() + 1;
  }

  private CompletableFuture<Void> recovered(Block block) {
    return block.number() <= known
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.runAsync(
            () -> block.body().transactions().forEach(Transaction::sender), recovery);
  }
}
