package io.lyceum.ledger.evm.word;

import java.util.Arrays;

/**
 * Division of words. An instance owns the room that it computes in; it is for one thread.
 *
 * @see <a href="https://gmplib.org/~tege/division-paper.pdf">Möller and Granlund, Improved division
 *     by invariant integers</a>
 */
public final class Division {

  private static final long INT = 0xffffffffL;

  private final long[] wide = new long[8];
  private final long[] x = new long[4];
  private final long[] y = new long[4];
  private final long[] quotient = new long[4];
  private final long[] remainder = new long[4];

  /**
   * The dividend, shifted so that the divisor's highest bit is set, and a limb for what it lost.
   */
  private final long[] dividend = new long[9];

  private final long[] divisor = new long[4];

  /** DIV; 0 if the divisor is. */
  public void divide(long[] w, int top) {
    divide(w, top - 4, 4, w, top - 8);
    System.arraycopy(quotient, 0, w, top - 8, 4);
  }

  /** MOD; 0 if the divisor is. */
  public void modulo(long[] w, int top) {
    divide(w, top - 4, 4, w, top - 8);
    System.arraycopy(remainder, 0, w, top - 8, 4);
  }

  /** SDIV: rounded towards zero; 0 if the divisor is. */
  public void signedDivide(long[] w, int top) {
    boolean negative = (w[top - 1] ^ w[top - 5]) < 0;
    divideAbsolutes(w, top - 4, top - 8);
    if (negative) {
      Arithmetic.negate(quotient, 0);
    }
    System.arraycopy(quotient, 0, w, top - 8, 4);
  }

  /** SMOD: with the sign of the dividend; 0 if the divisor is. */
  public void signedModulo(long[] w, int top) {
    boolean negative = w[top - 1] < 0;
    divideAbsolutes(w, top - 4, top - 8);
    if (negative) {
      Arithmetic.negate(remainder, 0);
    }
    System.arraycopy(remainder, 0, w, top - 8, 4);
  }

  /** ADDMOD: the sum does not overflow; 0 if the modulus is. */
  public void addModulo(long[] w, int top) {
    int a = top - 4;
    int b = top - 8;
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long partial = w[a + i] + w[b + i];
      long sum = partial + carry;
      carry = Arithmetic.below(partial, w[a + i]) | Arithmetic.below(sum, carry);
      wide[i] = sum;
    }
    wide[4] = carry;
    divide(wide, 0, 5, w, top - 12);
    System.arraycopy(remainder, 0, w, top - 12, 4);
  }

  /** MULMOD: the product does not overflow; 0 if the modulus is. */
  public void multiplyModulo(long[] w, int top) {
    Arithmetic.multiplyFully(w, top - 4, top - 8, wide);
    divide(wide, 0, 8, w, top - 12);
    System.arraycopy(remainder, 0, w, top - 12, 4);
  }

  private void divideAbsolutes(long[] w, int a, int b) {
    absolute(w, a, x);
    absolute(w, b, y);
    divide(x, 0, 4, y, 0);
  }

  private static void absolute(long[] w, int a, long[] target) {
    System.arraycopy(w, a, target, 0, 4);
    if (target[3] < 0) {
      Arithmetic.negate(target, 0);
    }
  }

  /** Divides a number of some limbs by a word; the quotient is kept to 256 bits. */
  private void divide(long[] u, int a, int limbs, long[] v, int b) {
    Arrays.fill(quotient, 0);
    Arrays.fill(remainder, 0);
    int n = significant(v, b, 4);
    int m = significant(u, a, limbs);
    if (n == 0) {
      return;
    }
    if (m < n) {
      System.arraycopy(u, a, remainder, 0, m);
    } else if (m == 1) {
      quotient[0] = Long.divideUnsigned(u[a], v[b]);
      remainder[0] = Long.remainderUnsigned(u[a], v[b]);
    } else {
      int shift = Long.numberOfLeadingZeros(v[b + n - 1]);
      normalize(v, b, n, shift, divisor);
      dividend[m] = normalize(u, a, m, shift, dividend);
      if (n == 1) {
        divideByLimb(m);
      } else {
        divideByLimbs(m, n);
      }
      for (int i = 0; i < n; i++) {
        long above = i + 1 < n ? dividend[i + 1] << 1 << ~shift : 0;
        remainder[i] = dividend[i] >>> shift | above;
      }
    }
  }

  /** How many limbs a number has without zeros before it. */
  private static int significant(long[] w, int a, int limbs) {
    int n = limbs;
    while (n > 0 && w[a + n - 1] == 0) {
      n--;
    }
    return n;
  }

  /** Writes limbs shifted to the left and gives what was shifted out. */
  private static long normalize(long[] w, int a, int limbs, int shift, long[] target) {
    long carry = 0;
    for (int i = 0; i < limbs; i++) {
      long limb = w[a + i];
      target[i] = limb << shift | carry;
      carry = limb >>> 1 >>> ~shift;
    }
    return carry;
  }

  private void divideByLimb(int m) {
    long d = divisor[0];
    long reciprocal = reciprocal(d);
    long rest = dividend[m];
    for (int j = m - 1; j >= 0; j--) {
      long digit = quotient(rest, dividend[j], d, reciprocal);
      rest = dividend[j] - digit * d;
      setQuotient(j, digit);
    }
    dividend[0] = rest;
  }

  /** Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D, on digits of 64 bits. */
  private void divideByLimbs(int m, int n) {
    long top = divisor[n - 1];
    long second = divisor[n - 2];
    long reciprocal = reciprocal(top);
    for (int j = m - n; j >= 0; j--) {
      long high = dividend[j + n];
      long middle = dividend[j + n - 1];
      boolean highest = high == top;
      long digit = highest ? -1 : quotient(high, middle, top, reciprocal);
      long rest = middle - digit * top;
      // With the highest digit the rest is middle + top, and the digit is right if that overflows.
      boolean fits = !highest || Long.compareUnsigned(rest, top) >= 0;
      while (fits && isTooLarge(digit, second, rest, dividend[j + n - 2])) {
        digit--;
        rest += top;
        fits = Long.compareUnsigned(rest, top) >= 0;
      }
      if (subtractMultiple(digit, j, n)) {
        digit--;
        addBack(j, n);
      }
      setQuotient(j, digit);
    }
  }

  private static boolean isTooLarge(long digit, long second, long rest, long low) {
    int order = Long.compareUnsigned(Math.unsignedMultiplyHigh(digit, second), rest);
    return order > 0 || order == 0 && Long.compareUnsigned(digit * second, low) > 0;
  }

  private void setQuotient(int i, long digit) {
    if (i < 4) {
      quotient[i] = digit;
    }
  }

  private boolean subtractMultiple(long factor, int j, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long multiple = factor * divisor[i] + carry;
      carry = Math.unsignedMultiplyHigh(factor, divisor[i]) + Arithmetic.below(multiple, carry);
      long limb = dividend[i + j];
      dividend[i + j] = limb - multiple;
      carry += Arithmetic.below(limb, multiple);
    }
    long limb = dividend[j + n];
    dividend[j + n] = limb - carry;
    return Long.compareUnsigned(limb, carry) < 0;
  }

  private void addBack(int j, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long partial = dividend[i + j] + divisor[i];
      long sum = partial + carry;
      carry = Arithmetic.below(partial, divisor[i]) | Arithmetic.below(sum, carry);
      dividend[i + j] = sum;
    }
    dividend[j + n] += carry;
  }

  /**
   * Two limbs by one whose highest bit is set and which is greater than the high one; algorithm 4
   * of the paper.
   */
  private static long quotient(long high, long low, long d, long reciprocal) {
    long product = reciprocal * high;
    long fraction = product + low;
    long digit =
        Math.unsignedMultiplyHigh(reciprocal, high) + high + Arithmetic.below(fraction, low) + 1;
    long rest = low - digit * d;
    if (Long.compareUnsigned(rest, fraction) > 0) {
      digit--;
      rest += d;
    }
    return Long.compareUnsigned(rest, d) >= 0 ? digit + 1 : digit;
  }

  /** {@code (2^128 - 1) / d - 2^64} of a limb whose highest bit is set. */
  private static long reciprocal(long d) {
    long high = halfQuotient(~d, d);
    long rest = (~d << 32 | INT) - high * d;
    return high << 32 | halfQuotient(rest, d);
  }

  /** 32 bits of a quotient: of {@code rest · 2^32 + 2^32 - 1} by d, where rest is less than d. */
  private static long halfQuotient(long rest, long d) {
    long top = d >>> 32;
    long digit = Long.divideUnsigned(rest, top);
    long left = rest - digit * top;
    while (digit > INT || Long.compareUnsigned(digit * (d & INT), left << 32 | INT) > 0) {
      digit--;
      left += top;
      if (left > INT) {
        break;
      }
    }
    return digit;
  }
}
