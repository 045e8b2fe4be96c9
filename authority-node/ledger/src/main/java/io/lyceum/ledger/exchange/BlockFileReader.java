package io.lyceum.ledger.exchange;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.rlp.InvalidRlpException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * Reads a file of blocks from its beginning, one at a time, so that the file may be larger than the
 * memory. Not safe for use by many threads.
 */
public final class BlockFileReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  /** From here on the first byte says how many bytes of length follow, not the length. */
  private static final int LONG_LIST = 0xf7;

  private static final int SHORT_LIST = 0xc0;

  private final InputStream input;
  private long position;

  /** Reads from a stream, which {@link #close} closes. */
  public BlockFileReader(InputStream input) {
    this.input = input;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read
   */
  public static BlockFileReader open(Path file) throws IOException {
    return new BlockFileReader(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
  }

  /** How many bytes have been read. */
  public long position() {
    return position;
  }

  /**
   * The next block.
   *
   * @return nothing at the end of the file
   * @throws IOException if the file cannot be read
   * @throws InvalidRlpException if what comes next is not a whole block, or one of more than {@link
   *     Block#MAX_ENCODED_SIZE} bytes, of which no more is read than its length
   */
  public Optional<Block> next() throws IOException {
    return nextEncoded().map(Block::decode);
  }

  /**
   * The bytes of the next list, which has the size of a block but may be something else.
   *
   * @return nothing at the end of the file
   * @throws IOException if the file cannot be read
   * @throws InvalidRlpException if no list is next, or one of more than {@link
   *     Block#MAX_ENCODED_SIZE} bytes, of which no more is read than its length
   */
  Optional<Bytes> nextEncoded() throws IOException {
    int first = input.read();
    if (first < 0) {
      return Optional.empty();
    }
    if (first < SHORT_LIST) {
      throw new InvalidRlpException("No list begins at byte " + position + " of the file");
    }
    position++;
    Bytes length = first > LONG_LIST ? exactly(first - LONG_LIST) : Bytes.EMPTY;
    Bytes content = exactly(length.isEmpty() ? first - SHORT_LIST : bounded(length));
    return Optional.of(Bytes.concatenate(Bytes.of(first), length, content));
  }

  private static int bounded(Bytes length) {
    if (length.bitLength() >= Integer.SIZE || length.toInt() > Block.MAX_ENCODED_SIZE) {
      throw new InvalidRlpException("A block has at most " + Block.MAX_ENCODED_SIZE + " bytes");
    }
    return length.toInt();
  }

  private Bytes exactly(int size) throws IOException {
    byte[] bytes = input.readNBytes(size);
    position += bytes.length;
    if (bytes.length < size) {
      throw new InvalidRlpException("The file ends within a block, at byte " + position);
    }
    return Bytes.wrap(bytes);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
