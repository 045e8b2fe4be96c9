package io.lyceum.learner.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.tuweni.bytes.Bytes;

/**
 * A loss as it goes on chain: 1e9 times the mean nats per token, rounded half to even, in an
 * unsigned 64-bit number; what is not a number, infinite or too large is 2^64 - 1.
 *
 * @param encoded the unsigned number
 */
public record Loss(long encoded) implements Comparable<Loss> {

  /** The loss of a proof's first checkpoint, which no training led to. */
  public static final Loss ZERO = new Loss(0);

  /** The loss of a model that has diverged. */
  public static final Loss DIVERGED = new Loss(-1);

  private static final BigDecimal UNITS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal LIMIT = new BigDecimal(Long.toUnsignedString(-1));

  /**
   * Encodes mean nats per token.
   *
   * @throws IllegalArgumentException if the loss is negative
   */
  public static Loss ofNats(double nats) {
    if (nats < 0) {
      throw new IllegalArgumentException("A loss is not negative: " + nats);
    }
    if (!Double.isFinite(nats)) {
      return DIVERGED;
    }
    BigDecimal units = new BigDecimal(nats).multiply(UNITS).setScale(0, RoundingMode.HALF_EVEN);
    return units.compareTo(LIMIT) >= 0 ? DIVERGED : new Loss(units.toBigInteger().longValue());
  }

  /** Whether this is a number of nats. */
  public boolean finite() {
    return encoded != DIVERGED.encoded;
  }

  /** Mean nats per token; NaN if the model had diverged. */
  public double nats() {
    return finite()
        ? new BigDecimal(Long.toUnsignedString(encoded)).divide(UNITS).doubleValue()
        : Double.NaN;
  }

  /** The unsigned number, as the contracts' wrappers take it. */
  public BigInteger number() {
    return new BigInteger(Long.toUnsignedString(encoded));
  }

  /** Eight bytes, big-endian. */
  public Bytes bytes() {
    return Bytes.ofUnsignedLong(encoded);
  }

  @Override
  public int compareTo(Loss other) {
    return Long.compareUnsigned(encoded, other.encoded);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(encoded);
  }
}
