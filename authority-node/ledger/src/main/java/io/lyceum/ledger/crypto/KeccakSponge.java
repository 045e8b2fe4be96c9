package io.lyceum.ledger.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The sponge of Keccak-256: the permutation Keccak-f[1600] with a rate of 136 bytes and the padding
 * of the original submission. All 25 lanes are local variables, and nothing is allocated.
 *
 * @see <a href="https://keccak.team/files/Keccak-reference-3.0.pdf">The Keccak reference</a>
 */
final class KeccakSponge {

  private static final int RATE = 136;

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L,
    0x0000000000008082L,
    0x800000000000808aL,
    0x8000000080008000L,
    0x000000000000808bL,
    0x0000000080000001L,
    0x8000000080008081L,
    0x8000000000008009L,
    0x000000000000008aL,
    0x0000000000000088L,
    0x0000000080008009L,
    0x000000008000000aL,
    0x000000008000808bL,
    0x800000000000008bL,
    0x8000000000008089L,
    0x8000000000008003L,
    0x8000000000008002L,
    0x8000000000000080L,
    0x000000000000800aL,
    0x800000008000000aL,
    0x8000000080008081L,
    0x8000000000008080L,
    0x0000000080000001L,
    0x8000000080008008L
  };

  private KeccakSponge() {}

  /**
   * Hashes a range of an array and writes the 32 bytes of the result to another.
   *
   * @throws IndexOutOfBoundsException if a range lies outside its array
   */
  static void hash(byte[] input, int offset, int length, byte[] output, int target) {
    int at = offset;
    int end = offset + length;
    long a0 = 0;
    long a1 = 0;
    long a2 = 0;
    long a3 = 0;
    long a4 = 0;
    long a5 = 0;
    long a6 = 0;
    long a7 = 0;
    long a8 = 0;
    long a9 = 0;
    long a10 = 0;
    long a11 = 0;
    long a12 = 0;
    long a13 = 0;
    long a14 = 0;
    long a15 = 0;
    long a16 = 0;
    long a17 = 0;
    long a18 = 0;
    long a19 = 0;
    long a20 = 0;
    long a21 = 0;
    long a22 = 0;
    long a23 = 0;
    long a24 = 0;
    boolean last;
    do {
      a0 ^= lane(input, at, end);
      a1 ^= lane(input, at + 8, end);
      a2 ^= lane(input, at + 16, end);
      a3 ^= lane(input, at + 24, end);
      a4 ^= lane(input, at + 32, end);
      a5 ^= lane(input, at + 40, end);
      a6 ^= lane(input, at + 48, end);
      a7 ^= lane(input, at + 56, end);
      a8 ^= lane(input, at + 64, end);
      a9 ^= lane(input, at + 72, end);
      a10 ^= lane(input, at + 80, end);
      a11 ^= lane(input, at + 88, end);
      a12 ^= lane(input, at + 96, end);
      a13 ^= lane(input, at + 104, end);
      a14 ^= lane(input, at + 112, end);
      a15 ^= lane(input, at + 120, end);
      a16 ^= lane(input, at + 128, end);
      last = end - at < RATE;
      if (last) {
        a16 ^= Long.MIN_VALUE;
      }
      at += RATE;
      for (int round = 0; round < 24; round++) {
        // Theta: the parities of columns. Then rho and pi, chi and iota, one plane after another.
        long c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
        long c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
        long c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
        long c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
        long c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
        long d0 = c4 ^ Long.rotateLeft(c1, 1);
        long d1 = c0 ^ Long.rotateLeft(c2, 1);
        long d2 = c1 ^ Long.rotateLeft(c3, 1);
        long d3 = c2 ^ Long.rotateLeft(c4, 1);
        long d4 = c3 ^ Long.rotateLeft(c0, 1);
        long b0 = a0 ^ d0;
        long b1 = Long.rotateLeft(a6 ^ d1, 44);
        long b2 = Long.rotateLeft(a12 ^ d2, 43);
        long b3 = Long.rotateLeft(a18 ^ d3, 21);
        long b4 = Long.rotateLeft(a24 ^ d4, 14);
        long e0 = b0 ^ (~b1 & b2) ^ ROUND_CONSTANTS[round];
        long e1 = b1 ^ (~b2 & b3);
        long e2 = b2 ^ (~b3 & b4);
        long e3 = b3 ^ (~b4 & b0);
        long e4 = b4 ^ (~b0 & b1);
        b0 = Long.rotateLeft(a3 ^ d3, 28);
        b1 = Long.rotateLeft(a9 ^ d4, 20);
        b2 = Long.rotateLeft(a10 ^ d0, 3);
        b3 = Long.rotateLeft(a16 ^ d1, 45);
        b4 = Long.rotateLeft(a22 ^ d2, 61);
        long e5 = b0 ^ (~b1 & b2);
        long e6 = b1 ^ (~b2 & b3);
        long e7 = b2 ^ (~b3 & b4);
        long e8 = b3 ^ (~b4 & b0);
        long e9 = b4 ^ (~b0 & b1);
        b0 = Long.rotateLeft(a1 ^ d1, 1);
        b1 = Long.rotateLeft(a7 ^ d2, 6);
        b2 = Long.rotateLeft(a13 ^ d3, 25);
        b3 = Long.rotateLeft(a19 ^ d4, 8);
        b4 = Long.rotateLeft(a20 ^ d0, 18);
        long e10 = b0 ^ (~b1 & b2);
        long e11 = b1 ^ (~b2 & b3);
        long e12 = b2 ^ (~b3 & b4);
        long e13 = b3 ^ (~b4 & b0);
        long e14 = b4 ^ (~b0 & b1);
        b0 = Long.rotateLeft(a4 ^ d4, 27);
        b1 = Long.rotateLeft(a5 ^ d0, 36);
        b2 = Long.rotateLeft(a11 ^ d1, 10);
        b3 = Long.rotateLeft(a17 ^ d2, 15);
        b4 = Long.rotateLeft(a23 ^ d3, 56);
        long e15 = b0 ^ (~b1 & b2);
        long e16 = b1 ^ (~b2 & b3);
        long e17 = b2 ^ (~b3 & b4);
        long e18 = b3 ^ (~b4 & b0);
        long e19 = b4 ^ (~b0 & b1);
        b0 = Long.rotateLeft(a2 ^ d2, 62);
        b1 = Long.rotateLeft(a8 ^ d3, 55);
        b2 = Long.rotateLeft(a14 ^ d4, 39);
        b3 = Long.rotateLeft(a15 ^ d0, 41);
        b4 = Long.rotateLeft(a21 ^ d1, 2);
        long e20 = b0 ^ (~b1 & b2);
        long e21 = b1 ^ (~b2 & b3);
        long e22 = b2 ^ (~b3 & b4);
        long e23 = b3 ^ (~b4 & b0);
        long e24 = b4 ^ (~b0 & b1);
        a0 = e0;
        a1 = e1;
        a2 = e2;
        a3 = e3;
        a4 = e4;
        a5 = e5;
        a6 = e6;
        a7 = e7;
        a8 = e8;
        a9 = e9;
        a10 = e10;
        a11 = e11;
        a12 = e12;
        a13 = e13;
        a14 = e14;
        a15 = e15;
        a16 = e16;
        a17 = e17;
        a18 = e18;
        a19 = e19;
        a20 = e20;
        a21 = e21;
        a22 = e22;
        a23 = e23;
        a24 = e24;
      }
    } while (!last);
    LITTLE_ENDIAN.set(output, target, a0);
    LITTLE_ENDIAN.set(output, target + 8, a1);
    LITTLE_ENDIAN.set(output, target + 16, a2);
    LITTLE_ENDIAN.set(output, target + 24, a3);
  }

  /** Eight bytes of the input, or what lies there of input and padding. */
  private static long lane(byte[] input, int from, int end) {
    return end - from >= Long.BYTES
        ? (long) LITTLE_ENDIAN.get(input, from)
        : tail(input, from, end);
  }

  private static long tail(byte[] input, int from, int end) {
    int left = end - from;
    if (left < 0) {
      return 0;
    }
    long lane = 1L << (left * Byte.SIZE);
    for (int i = 0; i < left; i++) {
      lane |= (input[from + i] & 0xffL) << (i * Byte.SIZE);
    }
    return lane;
  }
}
