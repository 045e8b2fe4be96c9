package io.lyceum.ledger.evm;

import io.lyceum.ledger.types.Address;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The operands of a frame: words of 256 bits in one array of longs, four to a word, the least
 * significant first. Callers see to it that operands are there and that there is room; {@link
 * Computation} checks both before each instruction.
 */
public final class OperandStack {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private long[] words = new long[4 * 32];
  private int size;

  /** How many words there are. */
  public int size() {
    return size;
  }

  /** The array that holds the words; replaced when it grows. */
  public long[] words() {
    return words;
  }

  /** Doubles the array and gives it. */
  long[] grow() {
    words = Arrays.copyOf(words, words.length * 2);
    return words;
  }

  /** Sets where the words end, after the array was written to. */
  void resize(int top) {
    size = top >> 2;
  }

  /** Removes words from the top. */
  public void drop(int count) {
    size -= count;
  }

  /** Pushes an unsigned 64-bit number. */
  public void pushLong(long value) {
    push();
    set(0, value);
  }

  /** Pushes a number. */
  public void push(UInt256 value) {
    push();
    set(0, value);
  }

  /** Pushes a value of at most 32 big-endian bytes. */
  public void push(Bytes value) {
    push();
    set(0, value);
  }

  private void push() {
    if (size << 2 == words.length) {
      grow();
    }
    size++;
  }

  /** Sets the n-th word to an unsigned 64-bit number. */
  public void set(int n, long value) {
    int o = at(n);
    words[o] = value;
    words[o + 1] = 0;
    words[o + 2] = 0;
    words[o + 3] = 0;
  }

  /** Sets the n-th word to 32 big-endian bytes of an array. */
  public void set(int n, byte[] source, int from) {
    read(source, from, words, at(n));
  }

  /** Sets the n-th word to a number. */
  public void set(int n, UInt256 value) {
    if (value.fitsLong()) {
      set(n, value.toLong());
    } else {
      set(n, (Bytes) value);
    }
  }

  /** Sets the n-th word to a value of at most 32 big-endian bytes. */
  public void set(int n, Bytes value) {
    byte[] bytes = value.toArrayUnsafe();
    read(bytes, 0, bytes.length, words, at(n));
  }

  /** The n-th word as a number, or {@link Long#MAX_VALUE} if it is that or more. */
  public long asLong(int n) {
    return asLong(words, at(n));
  }

  /** The last byte of the n-th word. */
  public byte lastByte(int n) {
    return (byte) words[at(n)];
  }

  /** The last 20 bytes of the n-th word. */
  public Address address(int n) {
    int o = at(n);
    byte[] bytes = new byte[Address.SIZE];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (words[o + 2] >>> 24 - 8 * i);
    }
    BIG_ENDIAN.set(bytes, 4, words[o + 1]);
    BIG_ENDIAN.set(bytes, 12, words[o]);
    return new Address(Bytes.wrap(bytes));
  }

  /** The n-th word. */
  public UInt256 uint256(int n) {
    long small = asLong(n);
    return small < Long.MAX_VALUE
        ? UInt256.valueOf(small)
        : UInt256.fromBytes(Bytes32.wrap(toArray(n)));
  }

  /** The n-th word. */
  public Bytes32 bytes32(int n) {
    return Bytes32.wrap(toArray(n));
  }

  /** Writes the n-th word big-endian. */
  public void write(int n, byte[] target, int to) {
    write(words, at(n), target, to);
  }

  private byte[] toArray(int n) {
    byte[] bytes = new byte[32];
    write(n, bytes, 0);
    return bytes;
  }

  /** Where in {@link #words()} the words end. */
  public int top() {
    return size << 2;
  }

  /** Where in {@link #words()} the n-th word from the top begins; 0 is the top. */
  private int at(int n) {
    return (size - 1 - n) << 2;
  }

  /** A word as a number, or {@link Long#MAX_VALUE} if it is that or more. */
  static long asLong(long[] words, int o) {
    long low = words[o];
    return (words[o + 1] | words[o + 2] | words[o + 3]) != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  /** Reads 32 big-endian bytes. */
  static void read(byte[] source, int from, long[] words, int o) {
    words[o + 3] = (long) BIG_ENDIAN.get(source, from);
    words[o + 2] = (long) BIG_ENDIAN.get(source, from + 8);
    words[o + 1] = (long) BIG_ENDIAN.get(source, from + 16);
    words[o] = (long) BIG_ENDIAN.get(source, from + 24);
  }

  /** Reads a big-endian number of at most 32 bytes. */
  static void read(byte[] source, int from, int length, long[] words, int o) {
    int end = from + length;
    for (int limb = 0; limb < 4; limb++) {
      int left = length - 8 * limb;
      words[o + limb] =
          left >= 8 ? (long) BIG_ENDIAN.get(source, end - 8 * limb - 8) : head(source, from, left);
    }
  }

  /** The number that some bytes make, fewer than eight. */
  private static long head(byte[] source, int from, int length) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | source[from + i] & 0xff;
    }
    return number;
  }

  /** Writes a word big-endian. */
  static void write(long[] words, int o, byte[] target, int to) {
    BIG_ENDIAN.set(target, to, words[o + 3]);
    BIG_ENDIAN.set(target, to + 8, words[o + 2]);
    BIG_ENDIAN.set(target, to + 16, words[o + 1]);
    BIG_ENDIAN.set(target, to + 24, words[o]);
  }
}
