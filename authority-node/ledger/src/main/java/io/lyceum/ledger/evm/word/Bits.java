package io.lyceum.ledger.evm.word;

/** Operations on the bits of words. */
public final class Bits {

  private Bits() {}

  /** AND. */
  public static void and(long[] w, int top) {
    w[top - 8] &= w[top - 4];
    w[top - 7] &= w[top - 3];
    w[top - 6] &= w[top - 2];
    w[top - 5] &= w[top - 1];
  }

  /** OR. */
  public static void or(long[] w, int top) {
    w[top - 8] |= w[top - 4];
    w[top - 7] |= w[top - 3];
    w[top - 6] |= w[top - 2];
    w[top - 5] |= w[top - 1];
  }

  /** XOR. */
  public static void xor(long[] w, int top) {
    w[top - 8] ^= w[top - 4];
    w[top - 7] ^= w[top - 3];
    w[top - 6] ^= w[top - 2];
    w[top - 5] ^= w[top - 1];
  }

  /** NOT. */
  public static void not(long[] w, int top) {
    w[top - 4] = ~w[top - 4];
    w[top - 3] = ~w[top - 3];
    w[top - 2] = ~w[top - 2];
    w[top - 1] = ~w[top - 1];
  }

  /** BYTE: the byte at an index, counted from the most significant, of a word. */
  public static void byteAt(long[] w, int top) {
    int a = top - 8;
    if (isBelow(w, top - 4, 32)) {
      int place = 31 - (int) w[top - 4];
      set(w, a, w[a + (place >> 3)] >>> ((place & 7) << 3) & 0xff);
    } else {
      set(w, a, 0);
    }
  }

  /** SHL: shifts the second operand by the first. */
  public static void shiftLeft(long[] w, int top) {
    if (isBelow(w, top - 4, 256)) {
      shiftLeft(w, top - 8, (int) w[top - 4]);
    } else {
      set(w, top - 8, 0);
    }
  }

  /** SHR: shifts the second operand by the first. */
  public static void shiftRight(long[] w, int top) {
    if (isBelow(w, top - 4, 256)) {
      shiftRight(w, top - 8, (int) w[top - 4], 0);
    } else {
      set(w, top - 8, 0);
    }
  }

  /** SAR: shifts the second operand by the first, keeping its sign. */
  public static void shiftRightSigned(long[] w, int top) {
    int by = isBelow(w, top - 4, 256) ? (int) w[top - 4] : 255;
    shiftRight(w, top - 8, by, w[top - 5] >> 63);
  }

  /** SIGNEXTEND: the first operand says how many bytes the second has, less one. */
  public static void extendSign(long[] w, int top) {
    if (isBelow(w, top - 4, 31)) {
      int a = top - 8;
      int signBit = 8 * (int) w[top - 4] + 7;
      boolean negative = (w[a + (signBit >> 6)] >>> signBit & 1) != 0;
      int shift = 255 - signBit;
      shiftLeft(w, a, shift);
      shiftRight(w, a, shift, negative ? -1 : 0);
    }
  }

  /** CLZ: the number of leading zero bits. */
  public static void leadingZeros(long[] w, int top) {
    set(w, top - 4, 256 - length(w, top - 4));
  }

  /** How many bits a word needs. */
  public static int length(long[] w, int a) {
    for (int i = 3; i >= 0; i--) {
      if (w[a + i] != 0) {
        return 64 * (i + 1) - Long.numberOfLeadingZeros(w[a + i]);
      }
    }
    return 0;
  }

  private static boolean isBelow(long[] w, int a, int limit) {
    return (w[a + 1] | w[a + 2] | w[a + 3]) == 0 && Long.compareUnsigned(w[a], limit) < 0;
  }

  private static void set(long[] w, int a, long value) {
    w[a] = value;
    w[a + 1] = 0;
    w[a + 2] = 0;
    w[a + 3] = 0;
  }

  /** Shifts a word to the left in place, by less than 256. */
  private static void shiftLeft(long[] w, int a, int by) {
    long w0 = w[a];
    long w1 = w[a + 1];
    long w2 = w[a + 2];
    long w3 = w[a + 3];
    if ((by & 128) != 0) {
      w3 = w1;
      w2 = w0;
      w1 = 0;
      w0 = 0;
    }
    if ((by & 64) != 0) {
      w3 = w2;
      w2 = w1;
      w1 = w0;
      w0 = 0;
    }
    // Two shifts, since one by 64 would be one by 0.
    w[a] = w0 << by;
    w[a + 1] = w1 << by | w0 >>> 1 >>> ~by;
    w[a + 2] = w2 << by | w1 >>> 1 >>> ~by;
    w[a + 3] = w3 << by | w2 >>> 1 >>> ~by;
  }

  /** Shifts a word to the right in place, by less than 256, filling with the given bits. */
  private static void shiftRight(long[] w, int a, int by, long fill) {
    long w0 = w[a];
    long w1 = w[a + 1];
    long w2 = w[a + 2];
    long w3 = w[a + 3];
    if ((by & 128) != 0) {
      w0 = w2;
      w1 = w3;
      w2 = fill;
      w3 = fill;
    }
    if ((by & 64) != 0) {
      w0 = w1;
      w1 = w2;
      w2 = w3;
      w3 = fill;
    }
    w[a] = w0 >>> by | w1 << 1 << ~by;
    w[a + 1] = w1 >>> by | w2 << 1 << ~by;
    w[a + 2] = w2 >>> by | w3 << 1 << ~by;
    w[a + 3] = w3 >>> by | fill << 1 << ~by;
  }
}
