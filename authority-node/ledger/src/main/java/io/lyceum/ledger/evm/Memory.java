package io.lyceum.ledger.evm;

import java.util.Arrays;

/**
 * The memory of a frame. It grows in words of 32 bytes; {@link Frame#expandMemory} charges for it
 * before anything is read or written.
 */
public final class Memory {

  /**
   * The most bytes, since an array holds them. They cost more than 2^41 gas: on a chain whose
   * transactions have more, a call that needs them runs out of gas here although it could pay.
   */
  static final long LIMIT = 1L << 30;

  private byte[] data = new byte[0];
  private int size;

  /** Bytes in use, a multiple of 32. */
  public int size() {
    return size;
  }

  /** The bytes; those from {@link #size()} on are zero. Replaced when the memory grows. */
  public byte[] array() {
    return data;
  }

  /** What a memory of so many bytes costs in all: 3 gas a word and a 512th of the square. */
  static long cost(long bytes) {
    long words = bytes >> 5;
    return 3 * words + words * words / 512;
  }

  void growTo(int newSize) {
    if (newSize > data.length) {
      long doubled = Math.min(LIMIT, Math.max(1024L, data.length * 2L));
      data = Arrays.copyOf(data, (int) Math.max(newSize, doubled));
    }
    size = newSize;
  }

  /** Copies from an array to memory; what lies past the array's end is zero. */
  public void write(byte[] source, long from, int to, int length) {
    int available = from >= source.length ? 0 : (int) Math.min(length, source.length - from);
    if (available > 0) {
      System.arraycopy(source, (int) from, data, to, available);
    }
    Arrays.fill(data, to + available, to + length, (byte) 0);
  }

  /** Reads a word that is in use to where one begins in an array of words. */
  void load(int offset, long[] words, int to) {
    OperandStack.read(data, offset, words, to);
  }

  /** Writes a word of an array of words to a place that is in use. */
  void store(int offset, long[] words, int from) {
    OperandStack.write(words, from, data, offset);
  }

  /** Copies within memory; the ranges may overlap. */
  public void move(int from, int to, int length) {
    System.arraycopy(data, from, data, to, length);
  }

  /** A copy of a range. */
  public byte[] read(int from, int length) {
    return length == 0 ? new byte[0] : Arrays.copyOfRange(data, from, from + length);
  }
}
