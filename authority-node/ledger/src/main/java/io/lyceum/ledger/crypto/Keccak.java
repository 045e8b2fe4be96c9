package io.lyceum.ledger.crypto;

import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Keccak-256 as Ethereum uses it (the padding before NIST's SHA-3). */
public final class Keccak {

  /** Length of a hash in bytes. */
  public static final int SIZE = 32;

  /** Keccak-256 of the empty byte string. */
  public static final Bytes32 EMPTY = hash(Bytes.EMPTY);

  private Keccak() {}

  /** Hashes bytes. */
  public static Bytes32 hash(Bytes input) {
    return Bytes32.wrap(hash(input.toArrayUnsafe()));
  }

  /** Hashes an array; the result has 32 bytes. */
  public static byte[] hash(byte[] input) {
    return hash(input, 0, input.length);
  }

  /**
   * Hashes a range of an array; the result has 32 bytes.
   *
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public static byte[] hash(byte[] input, int offset, int length) {
    byte[] output = new byte[SIZE];
    hash(input, offset, length, output, 0);
    return output;
  }

  /**
   * Hashes a range of an array and writes the 32 bytes to another, which may be the same.
   *
   * @throws IndexOutOfBoundsException if a range lies outside its array
   */
  public static void hash(byte[] input, int offset, int length, byte[] output, int target) {
    Objects.checkFromIndexSize(offset, length, input.length);
    Objects.checkFromIndexSize(target, SIZE, output.length);
    KeccakSponge.hash(input, offset, length, output, target);
  }
}
