package io.lyceum.learner.training.exact;

/**
 * The natural logarithm in double, by IEEE operations alone.
 *
 * <p>The number is m·2^e with m from √½ to √2; with {@code z = (m - 1) / (m + 1)} and {@code q =
 * z·z} the result is {@code fma(e, LN2, 2z·(1 + q/3 + q²/5 + … + q¹⁰/21))}, the series by Horner's
 * rule in fused multiply-adds whose coefficients are 1/n rounded to double. Within 1e-15 of the
 * true value.
 */
final class Logarithm {

  private static final double LN2 = 0x1.62e42fefa39efp-1;
  private static final double ROOT_OF_TWO = 0x1.6a09e667f3bcdp0;
  private static final int LAST_DIVISOR = 21;

  private Logarithm() {}

  /**
   * The logarithm of a number above zero that is not subnormal; NaN and infinity give themselves.
   */
  static double of(double x) {
    if (!(x < Double.POSITIVE_INFINITY)) {
      return x;
    }
    int exponent = Math.getExponent(x);
    double mantissa = Math.scalb(x, -exponent);
    if (mantissa > ROOT_OF_TWO) {
      mantissa /= 2;
      exponent++;
    }
    double z = (mantissa - 1) / (mantissa + 1);
    double q = z * z;
    double series = 1.0 / LAST_DIVISOR;
    for (int n = LAST_DIVISOR - 2; n > 0; n -= 2) {
      series = Math.fma(series, q, 1.0 / n);
    }
    return Math.fma(exponent, LN2, 2 * z * series);
  }
}
