package io.lyceum.learner.data;

import io.lyceum.ledger.crypto.Keccak;
import java.nio.ByteBuffer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The batches of one proof, fixed by its seed and shard.
 *
 * <p>The training part of n bytes is cut into {@code count} equal shards; shard r begins at {@code
 * r · (n / count)}. Row b of the batch of step s (both from 0, within the proof) begins at the
 * shard's begin plus the first eight bytes of {@code keccak256(seed ‖ uint32 s ‖ uint32 b)}, read
 * as an unsigned big-endian number, modulo the number of whole windows' begins in the shard.
 */
public final class BatchSource {

  private final TextPart text;
  private final Bytes32 seed;
  private final int begin;
  private final int starts;
  private final int rows;
  private final int context;

  /**
   * @param text the training part of the corpus
   * @param seed the proof's seed
   * @param rows windows in a batch
   * @param context tokens that the model sees in a window
   * @throws CorpusException if a shard is shorter than a window
   */
  public BatchSource(TextPart text, Bytes32 seed, Shard shard, int rows, int context) {
    int length = text.size() / shard.count();
    if (length < context + 1) {
      throw new CorpusException(
          "The corpus is too small to be shared by %d learners.".formatted(shard.count()));
    }
    this.text = text;
    this.seed = seed;
    this.begin = shard.rank() * length;
    this.starts = length - context;
    this.rows = rows;
    this.context = context;
  }

  /** The batch of a step of the proof, from 0. */
  public Batch batch(int step) {
    byte[] windows = new byte[rows * (context + 1)];
    for (int row = 0; row < rows; row++) {
      text.copy(start(step, row), windows, row * (context + 1), context + 1);
    }
    return new Batch(rows, context, windows);
  }

  private int start(int step, int row) {
    Bytes counter = Bytes.concatenate(seed, Bytes.ofUnsignedInt(step), Bytes.ofUnsignedInt(row));
    long random = ByteBuffer.wrap(Keccak.hash(counter.toArrayUnsafe())).getLong();
    return begin + (int) Long.remainderUnsigned(random, starts);
  }
}
