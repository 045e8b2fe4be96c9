package io.lyceum.learner.data;

import io.lyceum.ledger.types.Utf8;
import io.lyceum.network.artifact.MerkleTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A text to train on: valid UTF-8, its commitment, and the fixed rule that sets a part aside. It
 * never changes, so whoever needs it shares it.
 *
 * <p>The rule: the bytes are cut into blocks of {@value #BLOCK}; blocks whose index is 15 modulo 16
 * are the held-out part, the others, one behind the other, the training part.
 */
public final class Corpus {

  /** Bytes of a chunk, the leaf of the dataset's Merkle tree. */
  public static final int CHUNK = 64 * 1024;

  /** The least bytes that a corpus may have. */
  public static final int MINIMUM = 128 * 1024;

  /** The most bytes that a corpus may have. */
  public static final int MAXIMUM = 256 * 1024 * 1024;

  /** Bytes of a block of the held-out rule. */
  static final int BLOCK = 4096;

  private static final int PERIOD = 16 * BLOCK;
  private static final int HELD_OUT_AT = 15 * BLOCK;
  private static final long PRIMER_SEED = 0;

  private final byte[] bytes;
  private final Bytes32 commitment;

  private Corpus(byte[] bytes) {
    this.bytes = bytes;
    this.commitment = MerkleTree.of(leaves()).root();
  }

  /**
   * A corpus of given bytes.
   *
   * @param name what to call the text in messages
   * @throws CorpusException if the text is too small, too large, or not UTF-8
   */
  public static Corpus of(String name, byte[] bytes) {
    return adopt(name, bytes.clone());
  }

  /** The same; the bytes are kept, and nobody may change them. */
  private static Corpus adopt(String name, byte[] bytes) {
    if (bytes.length < MINIMUM) {
      throw new CorpusException(
          "%s is too small for training: it has %d bytes, and %d are needed."
              .formatted(name, bytes.length, MINIMUM));
    }
    if (bytes.length > MAXIMUM) {
      throw tooLarge(name, bytes.length);
    }
    if (!Utf8.isValid(bytes)) {
      throw new CorpusException(name + " is not a UTF-8 text.");
    }
    return new Corpus(bytes);
  }

  /**
   * Reads a text file.
   *
   * @throws CorpusException if the file is missing, unreadable, too small, too large, or not UTF-8
   */
  public static Corpus fromFile(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new CorpusException(file + " is a directory, not a text file.");
      }
      long size = Files.size(file);
      if (size > MAXIMUM) {
        throw tooLarge(file.toString(), size);
      }
      return adopt(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CorpusException("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new CorpusException("The file " + file + " cannot be read.", e);
    }
  }

  /** The built-in corpus, simple English of about one megabyte, fixed by a seed. */
  public static Corpus primer(long seed) {
    return adopt("The primer", ByteTokenizer.encode(new Primer(seed).text()));
  }

  /**
   * A corpus of chunks that came from another node.
   *
   * @param name what to call the text in messages
   * @throws CorpusException if the text is too small, too large, or not UTF-8
   */
  public static Corpus ofChunks(String name, List<Bytes> chunks) {
    long size = chunks.stream().mapToLong(Bytes::size).sum();
    if (size > MAXIMUM) {
      throw tooLarge(name, size);
    }
    ByteBuffer text = ByteBuffer.allocate((int) size);
    chunks.forEach(chunk -> text.put(chunk.toArrayUnsafe()));
    return adopt(name, text.array());
  }

  /** The built-in corpus of networks that bring no text of their own. */
  public static Corpus primer() {
    return primer(PRIMER_SEED);
  }

  /**
   * The corpus that a configuration names, or the primer if it names none.
   *
   * @throws CorpusException if the file is missing, unreadable, too small, too large, or not UTF-8
   */
  public static Corpus configured(Optional<Path> file) {
    return file.map(Corpus::fromFile).orElseGet(Corpus::primer);
  }

  /** Size in bytes. */
  public int size() {
    return bytes.length;
  }

  /** The dataset commitment: the Merkle root over chunks of {@value #CHUNK} bytes. */
  public Bytes32 commitment() {
    return commitment;
  }

  /** The chunks in order, the last one possibly shorter. */
  public List<Bytes> chunks() {
    List<Bytes> chunks = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += CHUNK) {
      chunks.add(Bytes.wrap(bytes, from, Math.min(CHUNK, bytes.length - from)));
    }
    return List.copyOf(chunks);
  }

  /** The part that batches are drawn from. */
  public TextPart trainingPart() {
    return new TextPart(bytes, 0, HELD_OUT_AT, PERIOD);
  }

  /** The part that only evaluations read. */
  public TextPart heldOutPart() {
    return new TextPart(bytes, HELD_OUT_AT, BLOCK, PERIOD);
  }

  private List<Bytes32> leaves() {
    List<Bytes> chunks = chunks();
    List<Bytes32> leaves = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      leaves.add(MerkleTree.leaf(i, chunks.get(i)));
    }
    return leaves;
  }

  private static CorpusException tooLarge(String name, long size) {
    return new CorpusException(
        "%s is too large: it has %d bytes, and at most %d are allowed."
            .formatted(name, size, MAXIMUM));
  }
}
