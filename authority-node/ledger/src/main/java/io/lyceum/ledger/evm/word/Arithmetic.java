package io.lyceum.ledger.evm.word;

/** Sums, differences, products and powers modulo 2^256. */
public final class Arithmetic {

  private Arithmetic() {}

  /** ADD. */
  public static void add(long[] w, int top) {
    int a = top - 4;
    int b = top - 8;
    long sum0 = w[a] + w[b];
    long carry = below(sum0, w[a]);
    long partial1 = w[a + 1] + w[b + 1];
    long sum1 = partial1 + carry;
    carry = below(partial1, w[a + 1]) | below(sum1, carry);
    long partial2 = w[a + 2] + w[b + 2];
    long sum2 = partial2 + carry;
    carry = below(partial2, w[a + 2]) | below(sum2, carry);
    long sum3 = w[a + 3] + w[b + 3] + carry;
    w[b] = sum0;
    w[b + 1] = sum1;
    w[b + 2] = sum2;
    w[b + 3] = sum3;
  }

  /** SUB: the first operand less the second. */
  public static void subtract(long[] w, int top) {
    int a = top - 4;
    int b = top - 8;
    long difference0 = w[a] - w[b];
    long borrow = below(w[a], w[b]);
    long partial1 = w[a + 1] - w[b + 1];
    long difference1 = partial1 - borrow;
    borrow = below(w[a + 1], w[b + 1]) | below(partial1, borrow);
    long partial2 = w[a + 2] - w[b + 2];
    long difference2 = partial2 - borrow;
    borrow = below(w[a + 2], w[b + 2]) | below(partial2, borrow);
    long difference3 = w[a + 3] - w[b + 3] - borrow;
    w[b] = difference0;
    w[b + 1] = difference1;
    w[b + 2] = difference2;
    w[b + 3] = difference3;
  }

  /** MUL. */
  public static void multiply(long[] w, int top) {
    multiply(w, top - 4, w, top - 8);
  }

  /** Multiplies a word by another, which it replaces. */
  private static void multiply(long[] v, int a, long[] w, int b) {
    long x0 = v[a];
    long x1 = v[a + 1];
    long x2 = v[a + 2];
    long x3 = v[a + 3];
    long y0 = w[b];
    long y1 = w[b + 1];
    long y2 = w[b + 2];
    long y3 = w[b + 3];

    long product0 = x0 * y0;
    long carry = Math.unsignedMultiplyHigh(x0, y0);
    long low = x0 * y1;
    long product1 = low + carry;
    carry = Math.unsignedMultiplyHigh(x0, y1) + below(product1, low);
    low = x0 * y2;
    long product2 = low + carry;
    carry = Math.unsignedMultiplyHigh(x0, y2) + below(product2, low);
    long product3 = x0 * y3 + carry;

    low = x1 * y0;
    product1 += low;
    carry = Math.unsignedMultiplyHigh(x1, y0) + below(product1, low);
    low = x1 * y1 + carry;
    carry = Math.unsignedMultiplyHigh(x1, y1) + below(low, carry);
    product2 += low;
    carry += below(product2, low);
    product3 += x1 * y2 + carry;

    low = x2 * y0;
    product2 += low;
    carry = Math.unsignedMultiplyHigh(x2, y0) + below(product2, low);
    product3 += x2 * y1 + carry + x3 * y0;

    w[b] = product0;
    w[b + 1] = product1;
    w[b + 2] = product2;
    w[b + 3] = product3;
  }

  /** The eight limbs of the product of two words. */
  static void multiplyFully(long[] w, int a, int b, long[] product) {
    product[0] = 0;
    product[1] = 0;
    product[2] = 0;
    product[3] = 0;
    for (int i = 0; i < 4; i++) {
      long digit = w[a + i];
      long carry = 0;
      for (int j = 0; j < 4; j++) {
        long low = digit * w[b + j] + carry;
        long high = Math.unsignedMultiplyHigh(digit, w[b + j]) + below(low, carry);
        long sum = product[i + j] + low;
        product[i + j] = sum;
        carry = high + below(sum, low);
      }
      product[i + 4] = carry;
    }
  }

  /** EXP: the first operand to the power of the second. */
  public static void power(long[] w, int top) {
    int a = top - 4;
    int b = top - 8;
    long[] base = {w[a], w[a + 1], w[a + 2], w[a + 3]};
    long[] power = {1, 0, 0, 0};
    for (int i = Bits.length(w, b) - 1; i >= 0; i--) {
      multiply(power, 0, power, 0);
      if ((w[b + (i >> 6)] >>> i & 1) != 0) {
        multiply(base, 0, power, 0);
      }
    }
    System.arraycopy(power, 0, w, b, 4);
  }

  /** Changes the sign of a word. */
  static void negate(long[] w, int a) {
    long carry = 1;
    for (int i = 0; i < 4; i++) {
      w[a + i] = ~w[a + i] + carry;
      carry = carry == 1 && w[a + i] == 0 ? 1 : 0;
    }
  }

  /** 1 if an unsigned number is less than another, else 0: the carry of a sum, or a borrow. */
  static long below(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }
}
