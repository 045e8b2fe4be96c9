package io.lyceum.ledger.rlp;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;
import org.apache.tuweni.rlp.RLPReader;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Reads the items of an RLP list in order. Tuweni refuses encodings that are not minimal; this adds
 * that a list must be read to its end and that integers have no leading zeros. Every method throws
 * {@link InvalidRlpException} if the next item is not of the asked form.
 */
public final class StrictRlpReader {

  private final RLPReader reader;

  private StrictRlpReader(RLPReader reader) {
    this.reader = reader;
  }

  /**
   * Reads bytes that are exactly one list.
   *
   * @param bytes the list's encoding, with nothing after it
   * @param content reads all items of the list
   * @throws InvalidRlpException if the bytes are anything else, or if {@code content} leaves items
   */
  public static <T> T readOne(Bytes bytes, Function<StrictRlpReader, T> content) {
    return guarded(
        () ->
            RLP.decode(
                Rlp.flat(bytes),
                reader -> {
                  StrictRlpReader outer = new StrictRlpReader(reader);
                  T result = outer.list(content);
                  outer.expectEnd();
                  return result;
                }));
  }

  /**
   * Reads bytes that are lists one after another, as in a file of blocks.
   *
   * @throws InvalidRlpException as in {@link #readOne}
   */
  public static <T> List<T> readSequence(Bytes bytes, Function<StrictRlpReader, T> content) {
    if (bytes.isEmpty()) {
      return List.of();
    }
    return guarded(
        () ->
            RLP.decode(
                Rlp.flat(bytes), reader -> new StrictRlpReader(reader).remainingLists(content)));
  }

  private <T> List<T> remainingLists(Function<StrictRlpReader, T> content) {
    List<T> results = new ArrayList<>();
    while (hasNext()) {
      results.add(list(content));
    }
    return List.copyOf(results);
  }

  /** Whether the list has another item. */
  public boolean hasNext() {
    return !reader.isComplete();
  }

  /** Whether the next item is a list. */
  public boolean nextIsList() {
    return guarded(reader::nextIsList);
  }

  /** A byte string. */
  public Bytes bytes() {
    return guarded(() -> reader.readValue());
  }

  /** A byte string of at most {@code limit} bytes. */
  public Bytes bytesUpTo(int limit) {
    Bytes value = bytes();
    if (value.size() > limit) {
      throw new InvalidRlpException("At most " + limit + " bytes, not " + value.size());
    }
    return value;
  }

  /** A byte string of exactly {@code size} bytes. */
  public Bytes fixed(int size) {
    Bytes value = bytes();
    if (value.size() != size) {
      throw new InvalidRlpException("Exactly " + size + " bytes, not " + value.size());
    }
    return value;
  }

  /** Exactly 32 bytes. */
  public Bytes32 bytes32() {
    return Bytes32.wrap(fixed(Bytes32.SIZE));
  }

  /** Exactly 20 bytes. */
  public Address address() {
    return new Address(fixed(Address.SIZE));
  }

  /** 20 bytes, or an empty byte string for none. */
  public Optional<Address> optionalAddress() {
    Bytes value = bytes();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.size() != Address.SIZE) {
      throw new InvalidRlpException("An address has 20 bytes, not " + value.size());
    }
    return Optional.of(new Address(value));
  }

  /** An integer below 2^256. */
  public UInt256 uint256() {
    return UInt256.fromBytes(scalar(32));
  }

  /** An unsigned integer of 64 bits; above 2^63 - 1 the result is negative. */
  public long uint64() {
    return scalar(Long.BYTES).toLong();
  }

  /** An integer from 0 to 2^63 - 1. */
  public long positiveLong() {
    long value = uint64();
    if (value < 0) {
      throw new InvalidRlpException("Above 2^63 - 1: " + Long.toUnsignedString(value));
    }
    return value;
  }

  /** An integer from 0 to 2^31 - 1. */
  public int positiveInt() {
    long value = positiveLong();
    if (value > Integer.MAX_VALUE) {
      throw new InvalidRlpException("Above 2^31 - 1: " + value);
    }
    return (int) value;
  }

  private Bytes scalar(int limit) {
    Bytes value = bytesUpTo(limit);
    if (!value.isEmpty() && value.get(0) == 0) {
      throw new InvalidRlpException("An integer with a leading zero: " + value);
    }
    return value;
  }

  /** A list, whose items {@code content} reads to the end. */
  public <T> T list(Function<StrictRlpReader, T> content) {
    return guarded(
        () ->
            reader.readList(
                inner -> {
                  StrictRlpReader nested = new StrictRlpReader(inner);
                  T result = content.apply(nested);
                  nested.expectEnd();
                  return result;
                }));
  }

  /** A list of items that are all read alike. */
  public <T> List<T> listOf(Function<StrictRlpReader, T> item) {
    return listOf(Integer.MAX_VALUE, item);
  }

  /** A list of at most {@code limit} items that are all read alike. */
  public <T> List<T> listOf(int limit, Function<StrictRlpReader, T> item) {
    return list(
        nested -> {
          List<T> items = new ArrayList<>();
          while (nested.hasNext()) {
            if (items.size() == limit) {
              throw new InvalidRlpException("A list of more than " + limit + " items");
            }
            items.add(item.apply(nested));
          }
          return List.copyOf(items);
        });
  }

  /** The whole encoding of the next item, which is a list. */
  public Bytes encodedList() {
    return guarded(
        () -> {
          Bytes content = reader.readList(RLPReader::readRemaining);
          return Rlp.encodeList(writer -> writer.writeRLP(content));
        });
  }

  private void expectEnd() {
    if (hasNext()) {
      throw new InvalidRlpException("Items or bytes after the last expected one");
    }
  }

  private static <T> T guarded(Supplier<T> read) {
    try {
      return read.get();
    } catch (RLPException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidRlpException("Malformed RLP: " + e.getMessage(), e);
    }
  }
}
