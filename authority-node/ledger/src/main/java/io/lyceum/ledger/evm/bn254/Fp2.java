package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;

/** {@code a + b·i} with i² = −1. */
record Fp2(Fp a, Fp b) implements FieldElement<Fp2> {

  static final Fp2 ZERO = new Fp2(Fp.ZERO, Fp.ZERO);
  static final Fp2 ONE = new Fp2(Fp.ONE, Fp.ZERO);

  /** 9 + i, from which the higher fields are made. */
  static final Fp2 XI = new Fp2(Fp.of(BigInteger.valueOf(9)), Fp.ONE);

  @Override
  public Fp2 add(Fp2 o) {
    return new Fp2(a.add(o.a), b.add(o.b));
  }

  @Override
  public Fp2 subtract(Fp2 o) {
    return new Fp2(a.subtract(o.a), b.subtract(o.b));
  }

  @Override
  public Fp2 multiply(Fp2 o) {
    Fp real = a.multiply(o.a);
    Fp imaginary = b.multiply(o.b);
    Fp mixed = a.add(b).multiply(o.a.add(o.b));
    return new Fp2(real.subtract(imaginary), mixed.subtract(real).subtract(imaginary));
  }

  Fp2 multiply(Fp factor) {
    return new Fp2(a.multiply(factor), b.multiply(factor));
  }

  /** The product with {@link #XI}. */
  Fp2 multiplyByXi() {
    Fp nineA = a.twice().twice().twice().add(a);
    Fp nineB = b.twice().twice().twice().add(b);
    return new Fp2(nineA.subtract(b), nineB.add(a));
  }

  @Override
  public Fp2 square() {
    return new Fp2(a.add(b).multiply(a.subtract(b)), a.multiply(b).twice());
  }

  @Override
  public Fp2 negate() {
    return new Fp2(a.negate(), b.negate());
  }

  /** {@code a − b·i}, which is this to the power of p. */
  Fp2 conjugate() {
    return new Fp2(a, b.negate());
  }

  @Override
  public Fp2 inverse() {
    Fp norm = a.square().add(b.square()).inverse();
    return new Fp2(a.multiply(norm), b.negate().multiply(norm));
  }

  Fp2 power(BigInteger exponent) {
    Fp2 result = ONE;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result = result.square();
      if (exponent.testBit(i)) {
        result = result.multiply(this);
      }
    }
    return result;
  }

  @Override
  public boolean isZero() {
    return a.isZero() && b.isZero();
  }

  @Override
  public Fp2 self() {
    return this;
  }
}
