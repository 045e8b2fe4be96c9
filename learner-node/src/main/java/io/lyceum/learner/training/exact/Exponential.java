package io.lyceum.learner.training.exact;

/**
 * The exponential function in fp32, by IEEE operations alone.
 *
 * <p>Above 88 the argument counts as 88, below −87 the result is +0. Otherwise, with {@code n} the
 * integer next to {@code x·log2(e)} (ties to even), {@code r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH,
 * x))} and a polynomial of degree 6 in r by Horner's rule in fused multiply-adds, the result is the
 * polynomial times 2^n. Within 1e-7 of the true value, relatively.
 */
final class Exponential {

  static final float LARGEST = 88f;
  static final float SMALLEST = -87f;
  static final float LOG2_E = 0x1.715476p0f;
  static final float LN2_HIGH = 0x1.62e4p-1f;
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** Adding and subtracting it rounds what is small beside it to an integer. */
  static final float ROUNDER = 0x1.8p23f;

  static final float C2 = 0x1.fffffcp-2f;
  static final float C3 = 0x1.55548ap-3f;
  static final float C4 = 0x1.555916p-5f;
  static final float C5 = 0x1.123fc8p-7f;
  static final float C6 = 0x1.6a1a6ap-10f;

  /** The bias of an fp32 exponent, and where it stands. */
  static final int BIAS = 127;

  static final int MANTISSA_BITS = 23;

  private Exponential() {}

  static float of(float x) {
    if (x < SMALLEST) {
      return 0f;
    }
    float bounded = x > LARGEST ? LARGEST : x;
    float n = bounded * LOG2_E + ROUNDER - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
    float p = Math.fma(C6, r, C5);
    p = Math.fma(p, r, C4);
    p = Math.fma(p, r, C3);
    p = Math.fma(p, r, C2);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    return p * Float.intBitsToFloat(((int) n + BIAS) << MANTISSA_BITS);
  }
}
