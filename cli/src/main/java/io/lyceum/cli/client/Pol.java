package io.lyceum.cli.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Amounts of POL, the native coin: one POL is 10^18 wei. */
public final class Pol {

  private static final int DECIMALS = 18;
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,50}(\\.\\d{1,18})?");

  private Pol() {}

  /** An amount as people read it. */
  public static String format(BigInteger wei) {
    BigDecimal pol = new BigDecimal(wei, DECIMALS).stripTrailingZeros();
    return (pol.scale() < 0 ? pol.setScale(0) : pol).toPlainString() + " POL";
  }

  /**
   * An amount in wei.
   *
   * @throws IllegalArgumentException if it is not a positive number of at most 18 decimals
   */
  static BigInteger parse(String pol) {
    if (AMOUNT.matcher(pol).matches()) {
      BigInteger wei = new BigDecimal(pol).movePointRight(DECIMALS).toBigIntegerExact();
      if (wei.signum() > 0) {
        return wei;
      }
    }
    throw new IllegalArgumentException("not an amount: " + pol);
  }
}
