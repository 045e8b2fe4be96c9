package io.lyceum.ledger.trie;

import io.lyceum.ledger.rlp.InvalidRlpException;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;

/**
 * A path through a trie: half-bytes, with the hex-prefix encoding of the Yellow Paper, appendix C.
 */
final class NibblePath implements Comparable<NibblePath> {

  static final NibblePath EMPTY = new NibblePath(new byte[0], 0, 0);

  private static final int ODD = 1;
  private static final int LEAF = 2;

  private final byte[] nibbles;
  private final int from;
  private final int to;

  private NibblePath(byte[] nibbles, int from, int to) {
    this.nibbles = nibbles;
    this.from = from;
    this.to = to;
  }

  static NibblePath ofKey(Bytes key) {
    return new NibblePath(split(key), 0, 2 * key.size());
  }

  static NibblePath of(int nibble) {
    return new NibblePath(new byte[] {(byte) nibble}, 0, 1);
  }

  private static byte[] split(Bytes bytes) {
    byte[] nibbles = new byte[2 * bytes.size()];
    for (int i = 0; i < bytes.size(); i++) {
      nibbles[2 * i] = (byte) ((bytes.get(i) >> 4) & 0x0f);
      nibbles[2 * i + 1] = (byte) (bytes.get(i) & 0x0f);
    }
    return nibbles;
  }

  int length() {
    return to - from;
  }

  boolean isEmpty() {
    return from == to;
  }

  int at(int index) {
    return nibbles[from + index];
  }

  NibblePath from(int index) {
    return new NibblePath(nibbles, from + index, to);
  }

  NibblePath upTo(int index) {
    return new NibblePath(nibbles, from, from + index);
  }

  NibblePath append(NibblePath other) {
    byte[] joined = Arrays.copyOf(toArray(), length() + other.length());
    System.arraycopy(other.nibbles, other.from, joined, length(), other.length());
    return new NibblePath(joined, 0, joined.length);
  }

  int commonPrefixLength(NibblePath other) {
    int mismatch = Arrays.mismatch(nibbles, from, to, other.nibbles, other.from, other.to);
    return mismatch < 0 ? length() : mismatch;
  }

  boolean startsWith(NibblePath prefix) {
    return commonPrefixLength(prefix) == prefix.length();
  }

  /** A path goes before those that it begins, and otherwise the lower nibble first. */
  @Override
  public int compareTo(NibblePath other) {
    return Arrays.compare(nibbles, from, to, other.nibbles, other.from, other.to);
  }

  private byte[] toArray() {
    return Arrays.copyOfRange(nibbles, from, to);
  }

  /** The hex-prefix encoding. */
  Bytes encoded(boolean isLeaf) {
    boolean odd = length() % 2 == 1;
    byte[] encoded = new byte[length() / 2 + 1];
    encoded[0] = (byte) (((isLeaf ? LEAF : 0) | (odd ? ODD : 0)) << 4);
    int next = 0;
    if (odd) {
      encoded[0] |= (byte) at(next++);
    }
    for (int i = 1; i < encoded.length; i++) {
      encoded[i] = (byte) ((at(next) << 4) | at(next + 1));
      next += 2;
    }
    return Bytes.wrap(encoded);
  }

  /** Whether a hex-prefix encoding is a leaf's. */
  static boolean isLeaf(Bytes encoded) {
    return (flags(encoded) & LEAF) != 0;
  }

  static NibblePath decode(Bytes encoded) {
    int skipped = (flags(encoded) & ODD) != 0 ? 1 : 2;
    return new NibblePath(split(encoded), skipped, 2 * encoded.size());
  }

  private static int flags(Bytes encoded) {
    if (encoded.isEmpty() || (encoded.get(0) & 0xc0) != 0) {
      throw new InvalidRlpException("Not a hex-prefix path: " + encoded);
    }
    return encoded.get(0) >> 4;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NibblePath that
        && Arrays.equals(nibbles, from, to, that.nibbles, that.from, that.to);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }
}
