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
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.tuweni.bytes.Bytes;

/**
 * Reads blocks of a file ahead of their import, and has them decoded and the senders of their
 * transactions recovered meanwhile, since that is most of the work and depends on nothing.
 */
final class BlocksAhead {

  private static final int MOST_BLOCKS = 256;
  private static final long MOST_BYTES = 2L * Block.MAX_ENCODED_SIZE;

  private final BlockFileReader file;
  private final Executor preparation;
  private final long known;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private long bytes;
  private long expected;
  private boolean ended;

  private record Ahead(long size, CompletableFuture<Block> block) {}

  /**
   * Reads from a file.
   *
   * @param preparation decodes blocks and recovers senders
   * @param known the number of the last block that is known, so that nobody asks for its senders
   */
  BlocksAhead(BlockFileReader file, Executor preparation, long known) {
    this.file = file;
    this.preparation = preparation;
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
      return Optional.empty();
    }
    bytes -= first.size();
    try {
      Block block = first.block().join();
      expected = block.number() + 1;
      return Optional.of(block);
    } catch (CompletionException e) {
      if (e.getCause() instanceof InvalidRlpException cause) {
        throw new RefusedBlockException(expected, BlockRule.ENCODING, cause.getMessage(), cause);
      }
      throw e;
    }
  }

  private void fill() throws IOException {
    while (!ended && ahead.size() < MOST_BLOCKS && bytes < MOST_BYTES) {
      try {
        Optional<Bytes> next = file.nextEncoded();
        next.ifPresent(this::add);
        ended = next.isEmpty();
      } catch (InvalidRlpException e) {
        // The blocks before it are good: it is told when its turn comes.
        ahead.add(new Ahead(0, CompletableFuture.failedFuture(e)));
        ended = true;
      }
    }
  }

  private void add(Bytes encoded) {
    ahead.add(
        new Ahead(
            encoded.size(), CompletableFuture.supplyAsync(() -> prepared(encoded), preparation)));
    bytes += encoded.size();
  }

  private Block prepared(Bytes encoded) {
    Block block = Block.decode(encoded);
    if (block.number() > known) {
      block.body().transactions().forEach(Transaction::sender);
    }
    return block;
  }
}
