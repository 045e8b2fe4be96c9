package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;

/** {@code a + b·w} with w² = v. */
record Fp12(Fp6 a, Fp6 b) implements FieldElement<Fp12> {

  static final Fp12 ONE = new Fp12(Fp6.ONE, Fp6.ZERO);

  private static final BigInteger SIXTH =
      Fp.P.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));

  /** ξ to the powers of n(p−1)/6: what w^n is multiplied with when raised to p. */
  private static final Fp2[] FROBENIUS = frobeniusFactors();

  private static Fp2[] frobeniusFactors() {
    Fp2[] powers = new Fp2[6];
    Fp2 step = Fp2.XI.power(SIXTH);
    powers[0] = Fp2.ONE;
    for (int i = 1; i < 6; i++) {
      powers[i] = powers[i - 1].multiply(step);
    }
    return powers;
  }

  /** ξ to the power of n(p−1)/6. */
  static Fp2 frobeniusFactor(int n) {
    return FROBENIUS[n];
  }

  @Override
  public Fp12 add(Fp12 o) {
    return new Fp12(a.add(o.a), b.add(o.b));
  }

  @Override
  public Fp12 subtract(Fp12 o) {
    return new Fp12(a.subtract(o.a), b.subtract(o.b));
  }

  @Override
  public Fp12 multiply(Fp12 o) {
    Fp6 aa = a.multiply(o.a);
    Fp6 bb = b.multiply(o.b);
    Fp6 mixed = a.add(b).multiply(o.a.add(o.b)).subtract(aa).subtract(bb);
    return new Fp12(aa.add(bb.multiplyByV()), mixed);
  }

  /** The product with {@code c + d·w + e·w³}, the form of a line. */
  Fp12 multiplyByLine(Fp2 c, Fp2 d, Fp2 e) {
    Fp6 aa = a.multiply(c);
    Fp6 bb = b.multiply(d, e);
    Fp6 mixed = a.add(b).multiply(c.add(d), e).subtract(aa).subtract(bb);
    return new Fp12(aa.add(bb.multiplyByV()), mixed);
  }

  @Override
  public Fp12 square() {
    Fp6 ab = a.multiply(b);
    Fp6 first = a.add(b).multiply(a.add(b.multiplyByV())).subtract(ab).subtract(ab.multiplyByV());
    return new Fp12(first, ab.twice());
  }

  /**
   * The square of what lies in the cyclotomic subgroup, where everything does after the first part
   * of the final exponentiation (Granger and Scott, "Faster squaring in the cyclotomic subgroup of
   * sixth degree extensions", 2010).
   */
  Fp12 cyclotomicSquare() {
    Fp2 ab = a.a().multiply(b.b());
    Fp2 bc = b.a().multiply(a.c());
    Fp2 ca = a.b().multiply(b.c());
    Fp2 x = squareSum(a.a(), b.b(), ab);
    Fp2 y = squareSum(b.a(), a.c(), bc);
    Fp2 z = squareSum(a.b(), b.c(), ca);
    return new Fp12(
        new Fp6(
            tripledMinusTwice(x, a.a()), tripledMinusTwice(y, a.b()), tripledMinusTwice(z, a.c())),
        new Fp6(
            sixfoldPlusTwice(ca.multiplyByXi(), b.a()),
            sixfoldPlusTwice(ab, b.b()),
            sixfoldPlusTwice(bc, b.c())));
  }

  /** {@code x² + ξ·y²}, by the product of x and y. */
  private static Fp2 squareSum(Fp2 x, Fp2 y, Fp2 xy) {
    return x.add(y).multiply(x.add(y.multiplyByXi())).subtract(xy).subtract(xy.multiplyByXi());
  }

  private static Fp2 tripledMinusTwice(Fp2 x, Fp2 y) {
    return x.subtract(y).twice().add(x);
  }

  private static Fp2 sixfoldPlusTwice(Fp2 x, Fp2 y) {
    return x.twice().add(x).add(y).twice();
  }

  /** A power of what lies in the cyclotomic subgroup, where the conjugate is the inverse. */
  Fp12 cyclotomicPower(NonAdjacentForm exponent) {
    Fp12 inverse = conjugate();
    Fp12 result = ONE;
    for (int i = exponent.size() - 1; i >= 0; i--) {
      result = result.cyclotomicSquare();
      if (exponent.digit(i) != 0) {
        result = result.multiply(exponent.digit(i) > 0 ? this : inverse);
      }
    }
    return result;
  }

  @Override
  public Fp12 negate() {
    return new Fp12(a.negate(), b.negate());
  }

  /** {@code a − b·w}: this to the power of p^6, and the inverse of what lies on the unit circle. */
  Fp12 conjugate() {
    return new Fp12(a, b.negate());
  }

  @Override
  public Fp12 inverse() {
    Fp6 norm = a.square().subtract(b.square().multiplyByV()).inverse();
    return new Fp12(a.multiply(norm), b.negate().multiply(norm));
  }

  /** This to the power of p. */
  Fp12 frobenius() {
    return new Fp12(
        new Fp6(
            a.a().conjugate(),
            a.b().conjugate().multiply(FROBENIUS[2]),
            a.c().conjugate().multiply(FROBENIUS[4])),
        new Fp6(
            b.a().conjugate().multiply(FROBENIUS[1]),
            b.b().conjugate().multiply(FROBENIUS[3]),
            b.c().conjugate().multiply(FROBENIUS[5])));
  }

  Fp12 power(BigInteger exponent) {
    Fp12 result = ONE;
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
  public Fp12 self() {
    return this;
  }
}
