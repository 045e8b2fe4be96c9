package io.lyceum.ledger.evm;

import java.util.Arrays;

/**
 * Arithmetic on 256-bit words of four longs, the least significant first, that lie in arrays as
 * {@link OperandStack} keeps them. A result may overwrite an operand. An instance owns the room
 * that long division needs, so that nothing is allocated; it is for one thread.
 */
public final class WordArithmetic {

  private static final long INT = 0xffffffffL;

  private final long[] product = new long[8];
  private final long[] x = new long[4];
  private final long[] y = new long[4];
  private final long[] quotient = new long[4];
  private final long[] remainder = new long[4];
  private final int[] dividendDigits = new int[17];
  private final int[] divisorDigits = new int[8];

  /** {@code w[out] = w[a] + w[b]}. */
  public static void add(long[] w, int a, int b, int out) {
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long p = w[a + i];
      long sum = p + w[b + i];
      long next = Long.compareUnsigned(sum, p) < 0 ? 1 : 0;
      sum += carry;
      next |= sum == 0 && carry == 1 ? 1 : 0;
      w[out + i] = sum;
      carry = next;
    }
  }

  /** {@code w[out] = w[a] - w[b]}. */
  public static void subtract(long[] w, int a, int b, int out) {
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      long p = w[a + i];
      long q = w[b + i];
      long difference = p - q - borrow;
      int order = Long.compareUnsigned(p, q);
      borrow = order < 0 || (order == 0 && borrow == 1) ? 1 : 0;
      w[out + i] = difference;
    }
  }

  /** {@code w[out] = w[a] * w[b]}. */
  public void multiply(long[] w, int a, int b, int out) {
    multiplyFully(w, a, w, b);
    System.arraycopy(product, 0, w, out, 4);
  }

  /** {@code w[out] = w[a] / w[b]}, or 0 if the divisor is. */
  public void divide(long[] w, int a, int b, int out) {
    divideInto(w, a, 4, w, b);
    System.arraycopy(quotient, 0, w, out, 4);
  }

  /** {@code w[out] = w[a] mod w[b]}, or 0 if the divisor is. */
  public void modulo(long[] w, int a, int b, int out) {
    divideInto(w, a, 4, w, b);
    System.arraycopy(remainder, 0, w, out, 4);
  }

  /** Signed division, rounded towards zero; 0 if the divisor is. */
  public void signedDivide(long[] w, int a, int b, int out) {
    boolean negative = (w[a + 3] ^ w[b + 3]) < 0;
    absolute(w, a, x);
    absolute(w, b, y);
    divideInto(x, 0, 4, y, 0);
    if (negative) {
      negate(quotient, 0);
    }
    System.arraycopy(quotient, 0, w, out, 4);
  }

  /** Signed remainder, with the sign of the dividend; 0 if the divisor is. */
  public void signedModulo(long[] w, int a, int b, int out) {
    boolean negative = w[a + 3] < 0;
    absolute(w, a, x);
    absolute(w, b, y);
    divideInto(x, 0, 4, y, 0);
    if (negative) {
      negate(remainder, 0);
    }
    System.arraycopy(remainder, 0, w, out, 4);
  }

  /** {@code (w[a] + w[b]) mod w[m]} without overflow, or 0 if the modulus is. */
  public void addModulo(long[] w, int a, int b, int m, int out) {
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long p = w[a + i];
      long sum = p + w[b + i];
      long next = Long.compareUnsigned(sum, p) < 0 ? 1 : 0;
      sum += carry;
      next |= sum == 0 && carry == 1 ? 1 : 0;
      product[i] = sum;
      carry = next;
    }
    product[4] = carry;
    divideInto(product, 0, 5, w, m);
    System.arraycopy(remainder, 0, w, out, 4);
  }

  /** {@code (w[a] * w[b]) mod w[m]} without overflow, or 0 if the modulus is. */
  public void multiplyModulo(long[] w, int a, int b, int m, int out) {
    multiplyFully(w, a, w, b);
    divideInto(product, 0, 8, w, m);
    System.arraycopy(remainder, 0, w, out, 4);
  }

  /** {@code w[out] = w[base] ^ w[exponent]}. */
  public void power(long[] w, int base, int exponent, int out) {
    int bits = bitLength(w, exponent);
    System.arraycopy(w, base, x, 0, 4);
    Arrays.fill(y, 0);
    y[0] = 1;
    for (int i = bits - 1; i >= 0; i--) {
      multiplyFully(y, 0, y, 0);
      System.arraycopy(product, 0, y, 0, 4);
      if ((w[exponent + (i >> 6)] >>> i & 1) != 0) {
        multiplyFully(y, 0, x, 0);
        System.arraycopy(product, 0, y, 0, 4);
      }
    }
    System.arraycopy(y, 0, w, out, 4);
  }

  /** How many bits a word needs. */
  public static int bitLength(long[] w, int a) {
    for (int i = 3; i >= 0; i--) {
      if (w[a + i] != 0) {
        return 64 * (i + 1) - Long.numberOfLeadingZeros(w[a + i]);
      }
    }
    return 0;
  }

  /** Compares two words as unsigned numbers. */
  public static int compare(long[] w, int a, int b) {
    for (int i = 3; i >= 0; i--) {
      int order = Long.compareUnsigned(w[a + i], w[b + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Compares two words as signed numbers. */
  public static int compareSigned(long[] w, int a, int b) {
    return (w[a + 3] ^ w[b + 3]) < 0 ? Long.compare(w[a + 3], w[b + 3]) : compare(w, a, b);
  }

  /** Shifts a word to the left in place, by less than 256. */
  public static void shiftLeft(long[] w, int a, int by) {
    int limbs = by >> 6;
    int bits = by & 63;
    for (int i = 3; i >= 0; i--) {
      long high = i - limbs >= 0 ? w[a + i - limbs] << bits : 0;
      long low = bits != 0 && i - limbs - 1 >= 0 ? w[a + i - limbs - 1] >>> (64 - bits) : 0;
      w[a + i] = high | low;
    }
  }

  /** Shifts a word to the right in place, by less than 256, filling with the given bits. */
  public static void shiftRight(long[] w, int a, int by, long fill) {
    int limbs = by >> 6;
    int bits = by & 63;
    for (int i = 0; i < 4; i++) {
      long from = i + limbs < 4 ? w[a + i + limbs] : fill;
      long above = i + limbs + 1 < 4 ? w[a + i + limbs + 1] : fill;
      w[a + i] = bits == 0 ? from : from >>> bits | above << (64 - bits);
    }
  }

  private static void absolute(long[] w, int a, long[] target) {
    System.arraycopy(w, a, target, 0, 4);
    if (target[3] < 0) {
      negate(target, 0);
    }
  }

  private static void negate(long[] w, int a) {
    long carry = 1;
    for (int i = 0; i < 4; i++) {
      w[a + i] = ~w[a + i] + carry;
      carry = carry == 1 && w[a + i] == 0 ? 1 : 0;
    }
  }

  private void multiplyFully(long[] p, int a, long[] q, int b) {
    Arrays.fill(product, 0);
    for (int i = 0; i < 4; i++) {
      long digit = p[a + i];
      if (digit == 0) {
        continue;
      }
      long carry = 0;
      for (int j = 0; j < 4; j++) {
        long low = digit * q[b + j];
        long high = Math.unsignedMultiplyHigh(digit, q[b + j]);
        low += carry;
        high += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
        long sum = product[i + j] + low;
        high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        product[i + j] = sum;
        carry = high;
      }
      product[i + 4] = carry;
    }
  }

  /** Divides a number of some longs by a word; the quotient is kept to 256 bits. */
  private void divideInto(long[] u, int a, int limbs, long[] v, int b) {
    Arrays.fill(quotient, 0);
    Arrays.fill(remainder, 0);
    int n = digits(v, b, 4);
    int m = digits(u, a, limbs);
    if (n == 0) {
      return;
    }
    if (m <= 2 && n <= 2) {
      quotient[0] = Long.divideUnsigned(u[a], v[b]);
      remainder[0] = Long.remainderUnsigned(u[a], v[b]);
    } else if (m < n) {
      System.arraycopy(u, a, remainder, 0, Math.min(limbs, 4));
    } else if (n == 1) {
      divideByDigit(u, a, m, v[b]);
    } else {
      divideLong(u, a, m, v, b, n);
    }
  }

  /** How many 32-bit digits a number has. */
  private static int digits(long[] w, int a, int limbs) {
    for (int i = limbs - 1; i >= 0; i--) {
      long limb = w[a + i];
      if (limb != 0) {
        return limb >>> 32 != 0 ? 2 * i + 2 : 2 * i + 1;
      }
    }
    return 0;
  }

  private static int digit(long[] w, int a, int i) {
    return (int) (w[a + (i >> 1)] >>> ((i & 1) << 5));
  }

  private void setQuotient(int i, long digit) {
    if (i < 8) {
      quotient[i >> 1] |= (digit & INT) << ((i & 1) << 5);
    }
  }

  private void divideByDigit(long[] u, int a, int m, long divisor) {
    long rest = 0;
    for (int i = m - 1; i >= 0; i--) {
      long part = rest << 32 | digit(u, a, i) & INT;
      setQuotient(i, Long.divideUnsigned(part, divisor));
      rest = Long.remainderUnsigned(part, divisor);
    }
    remainder[0] = rest;
  }

  /** Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D. */
  private void divideLong(long[] u, int a, int m, long[] v, int b, int n) {
    int shift = Integer.numberOfLeadingZeros(digit(v, b, n - 1));
    normalize(v, b, n, shift, divisorDigits);
    dividendDigits[m] = normalize(u, a, m, shift, dividendDigits);
    long top = divisorDigits[n - 1] & INT;
    long second = divisorDigits[n - 2] & INT;
    for (int j = m - n; j >= 0; j--) {
      long head = (dividendDigits[j + n] & INT) << 32 | dividendDigits[j + n - 1] & INT;
      long estimate = Long.divideUnsigned(head, top);
      long rest = Long.remainderUnsigned(head, top);
      while (estimate > INT
          || Long.compareUnsigned(estimate * second, rest << 32 | dividendDigits[j + n - 2] & INT)
              > 0) {
        estimate--;
        rest += top;
        if (rest > INT) {
          break;
        }
      }
      if (subtractMultiple(estimate, j, n)) {
        estimate--;
        addBack(j, n);
      }
      setQuotient(j, estimate);
    }
    for (int i = 0; i < n; i++) {
      long low = (dividendDigits[i] & INT) >>> shift;
      long high = shift == 0 ? 0 : (long) dividendDigits[i + 1] << (32 - shift);
      remainder[i >> 1] |= ((low | high) & INT) << ((i & 1) << 5);
    }
  }

  /** Writes digits shifted to the left and gives what was shifted out. */
  private static int normalize(long[] w, int a, int count, int shift, int[] target) {
    int carry = 0;
    for (int i = 0; i < count; i++) {
      int digit = digit(w, a, i);
      target[i] = digit << shift | carry;
      carry = shift == 0 ? 0 : digit >>> (32 - shift);
    }
    return carry;
  }

  private boolean subtractMultiple(long factor, int j, int n) {
    long carry = 0;
    long borrow = 0;
    for (int i = 0; i < n; i++) {
      long multiple = factor * (divisorDigits[i] & INT) + carry;
      carry = multiple >>> 32;
      long difference = (dividendDigits[i + j] & INT) - borrow - (multiple & INT);
      dividendDigits[i + j] = (int) difference;
      borrow = difference < 0 ? 1 : 0;
    }
    long difference = (dividendDigits[j + n] & INT) - borrow - carry;
    dividendDigits[j + n] = (int) difference;
    return difference < 0;
  }

  private void addBack(int j, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long sum = (dividendDigits[i + j] & INT) + (divisorDigits[i] & INT) + carry;
      dividendDigits[i + j] = (int) sum;
      carry = sum >>> 32;
    }
    dividendDigits[j + n] += (int) carry;
  }
}
