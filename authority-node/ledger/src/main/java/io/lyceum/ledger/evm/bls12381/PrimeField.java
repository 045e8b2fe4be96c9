package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import java.util.Optional;

/** The integers modulo p. */
final class PrimeField implements Field<BigInteger> {

  static final PrimeField INSTANCE = new PrimeField();

  /** As p is 3 modulo 4, this power of a square is a root of it. */
  private static final BigInteger ROOT_EXPONENT = P.add(BigInteger.ONE).shiftRight(2);

  private PrimeField() {}

  @Override
  public BigInteger zero() {
    return BigInteger.ZERO;
  }

  @Override
  public BigInteger one() {
    return BigInteger.ONE;
  }

  @Override
  public BigInteger add(BigInteger a, BigInteger b) {
    BigInteger sum = a.add(b);
    return sum.compareTo(P) >= 0 ? sum.subtract(P) : sum;
  }

  @Override
  public BigInteger negate(BigInteger a) {
    return a.signum() == 0 ? a : P.subtract(a);
  }

  @Override
  public BigInteger multiply(BigInteger a, BigInteger b) {
    return a.multiply(b).mod(P);
  }

  @Override
  public BigInteger invert(BigInteger a) {
    return a.modInverse(P);
  }

  @Override
  public Optional<BigInteger> squareRoot(BigInteger a) {
    BigInteger root = a.modPow(ROOT_EXPONENT, P);
    return square(root).equals(a) ? Optional.of(root) : Optional.empty();
  }

  @Override
  public boolean isOdd(BigInteger a) {
    return a.testBit(0);
  }

  @Override
  public BigInteger parse(String text) {
    return new BigInteger(text, 16);
  }
}
