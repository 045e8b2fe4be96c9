package io.lyceum.ledger.rlp;

import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Reads the items of an RLP list in order, in their one canonical form: lengths and integers
 * without leading zeros, each length in its shortest form, each list read to its end. Every method
 * throws {@link InvalidRlpException} if the next item is not of the asked form. Byte strings that
 * are handed out share the array that is read.
 */
public final class StrictRlpReader {

  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;

  /** The longest content whose length stands in the first byte of the header. */
  private static final int SHORT = 55;

  private final byte[] array;
  private final int end;
  private int position;

  private StrictRlpReader(byte[] array, int position, int end) {
    this.array = array;
    this.position = position;
    this.end = end;
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
        bytes,
        outer -> {
          T result = outer.list(content);
          outer.expectEnd();
          return result;
        });
  }

  /**
   * Reads bytes that are lists one after another, as in a file of blocks.
   *
   * @throws InvalidRlpException as in {@link #readOne}
   */
  public static <T> List<T> readSequence(Bytes bytes, Function<StrictRlpReader, T> content) {
    return guarded(bytes, outer -> outer.remainingLists(content));
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
    return position < end;
  }

  /** How many items the list still has. */
  public int remainingItems() {
    int start = position;
    int count = 0;
    while (hasNext()) {
      skip();
      count++;
    }
    position = start;
    return count;
  }

  /** Whether the next item is a list. */
  public boolean nextIsList() {
    return first() >= LIST;
  }

  /** A byte string. */
  public Bytes bytes() {
    int first = first();
    if (first >= LIST) {
      throw new InvalidRlpException("A list where a byte string is expected");
    }
    if (first < STRING) {
      return Bytes.wrap(array, position++, 1);
    }
    int size = enter(STRING);
    if (size == 1 && array[position] >= 0) {
      throw new InvalidRlpException("A small byte with a length");
    }
    position += size;
    return size == 0 ? Bytes.EMPTY : Bytes.wrap(array, position - size, size);
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
    int size = enterList();
    StrictRlpReader nested = new StrictRlpReader(array, position, position + size);
    T result = content.apply(nested);
    nested.expectEnd();
    position += size;
    return result;
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
    int start = position;
    int size = enterList();
    position += size;
    return Bytes.wrap(array, start, position - start);
  }

  private void skip() {
    int first = first();
    int size = first < STRING ? 1 : enter(first < LIST ? STRING : LIST);
    position += size;
  }

  private int enterList() {
    if (first() < LIST) {
      throw new InvalidRlpException("A byte string where a list is expected");
    }
    return enter(LIST);
  }

  /** The first byte of the next item. */
  private int first() {
    if (position >= end) {
      throw new InvalidRlpException("Fewer items than expected");
    }
    return array[position] & 0xff;
  }

  /** Reads a header and gives the size of the content, all of which is there. */
  private int enter(int kind) {
    int size = first() - kind;
    position++;
    if (size > SHORT) {
      size = readSize(size - SHORT);
    }
    if (size > end - position) {
      throw new InvalidRlpException("An item ends after the list or the bytes that hold it");
    }
    return size;
  }

  private int readSize(int bytes) {
    if (bytes > end - position) {
      throw new InvalidRlpException("A length ends after the bytes that hold it");
    }
    long size = 0;
    for (int i = 0; i < bytes; i++) {
      size = size << Byte.SIZE | array[position++] & 0xff;
      if (size == 0 || size > Integer.MAX_VALUE) {
        throw new InvalidRlpException("A length with a leading zero, or above 2^31 - 1");
      }
    }
    if (size <= SHORT) {
      throw new InvalidRlpException("A long form for the length " + size);
    }
    return (int) size;
  }

  private void expectEnd() {
    if (hasNext()) {
      throw new InvalidRlpException("Items or bytes after the last expected one");
    }
  }

  /** What values refuse to be made of is no valid encoding of them either. */
  private static <T> T guarded(Bytes bytes, Function<StrictRlpReader, T> read) {
    byte[] array = bytes.toArrayUnsafe();
    try {
      return read.apply(new StrictRlpReader(array, 0, array.length));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidRlpException("Malformed RLP: " + e.getMessage(), e);
    }
  }
}
