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
 * The operands of a frame: at most 1024 words of 256 bits in one array of longs, four to a word,
 * the least significant first. Callers see to it that operands are there and that there is room;
 * {@link Evm} checks both before each operation.
 */
public final class OperandStack {

  /** The most words that a stack may hold. */
  public static final int LIMIT = 1024;

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

  /** Where in {@link #words()} the n-th word from the top begins; 0 is the top. */
  public int at(int n) {
    return (size - 1 - n) << 2;
  }

  /** Makes room for one word on top and says where it begins; its content is undefined. */
  public int push() {
    int offset = size << 2;
    if (offset == words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    size++;
    return offset;
  }

  /** Removes words from the top. */
  public void drop(int count) {
    size -= count;
  }

  /** Pushes an unsigned 64-bit number. */
  public void pushLong(long value) {
    int o = push();
    words[o] = value;
    words[o + 1] = 0;
    words[o + 2] = 0;
    words[o + 3] = 0;
  }

  /** Pushes a big-endian number of at most 32 bytes. */
  public void pushBytes(byte[] source, int from, int length) {
    int o = push();
    if (length == 32) {
      read(source, from, o);
      return;
    }
    long[] w = words;
    w[o] = 0;
    w[o + 1] = 0;
    w[o + 2] = 0;
    w[o + 3] = 0;
    for (int i = 0; i < length; i++) {
      int place = length - 1 - i;
      w[o + (place >> 3)] |= (source[from + i] & 0xffL) << ((place & 7) << 3);
    }
  }

  /** Pushes a copy of the n-th word from the top. */
  public void duplicate(int n) {
    int from = at(n);
    int to = push();
    System.arraycopy(words, from, words, to, 4);
  }

  /** Exchanges the top with the n-th word below it. */
  public void swap(int n) {
    int a = at(0);
    int b = at(n);
    long[] w = words;
    for (int i = 0; i < 4; i++) {
      long t = w[a + i];
      w[a + i] = w[b + i];
      w[b + i] = t;
    }
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
    read(source, from, at(n));
  }

  /** Sets the n-th word to a value of at most 32 big-endian bytes. */
  public void set(int n, Bytes value) {
    set(n, Bytes32.leftPad(value).toArrayUnsafe(), 0);
  }

  /** Pushes a value of at most 32 big-endian bytes. */
  public void push(Bytes value) {
    byte[] bytes = value.toArrayUnsafe();
    pushBytes(bytes, 0, bytes.length);
  }

  /** Whether the n-th word is zero. */
  public boolean isZero(int n) {
    int o = at(n);
    return (words[o] | words[o + 1] | words[o + 2] | words[o + 3]) == 0;
  }

  /** The n-th word as a number, or {@link Long#MAX_VALUE} if it is that or more. */
  public long asLong(int n) {
    int o = at(n);
    long low = words[o];
    return (words[o + 1] | words[o + 2] | words[o + 3]) != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  /** The last 20 bytes of the n-th word. */
  public Address address(int n) {
    return new Address(Bytes.wrap(toArray(n), 12, 20).copy());
  }

  /** The n-th word. */
  public UInt256 uint256(int n) {
    return UInt256.fromBytes(Bytes32.wrap(toArray(n)));
  }

  /** The n-th word. */
  public Bytes32 bytes32(int n) {
    return Bytes32.wrap(toArray(n));
  }

  /** Writes the n-th word big-endian. */
  public void write(int n, byte[] target, int to) {
    int o = at(n);
    BIG_ENDIAN.set(target, to, words[o + 3]);
    BIG_ENDIAN.set(target, to + 8, words[o + 2]);
    BIG_ENDIAN.set(target, to + 16, words[o + 1]);
    BIG_ENDIAN.set(target, to + 24, words[o]);
  }

  private byte[] toArray(int n) {
    byte[] bytes = new byte[32];
    write(n, bytes, 0);
    return bytes;
  }

  private void read(byte[] source, int from, int o) {
    words[o + 3] = (long) BIG_ENDIAN.get(source, from);
    words[o + 2] = (long) BIG_ENDIAN.get(source, from + 8);
    words[o + 1] = (long) BIG_ENDIAN.get(source, from + 16);
    words[o] = (long) BIG_ENDIAN.get(source, from + 24);
  }
}
