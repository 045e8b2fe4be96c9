package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;

/**
 * The optimal ate pairing of BN254 (Vercauteren, "Optimal pairings", 2008), with the final
 * exponentiation of Scott et al., "On the final exponentiation for calculating pairings on ordinary
 * elliptic curves", 2009.
 */
final class Pairing {

  /** The parameter of the curve. */
  private static final BigInteger U = BigInteger.valueOf(4965661367192848881L);

  private static final BigInteger LOOP = U.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);

  private Pairing() {}

  /** The pairing of two points before the final exponentiation. */
  static Fp12 millerLoop(Point<Fp> p, Point<Fp2> q) {
    if (p.isInfinity() || q.isInfinity()) {
      return Fp12.ONE;
    }
    Walk walk = new Walk(p.affineX(), p.affineY(), q.affineX(), q.affineY());
    Fp2 x = walk.x;
    Fp2 y = walk.y;
    for (int i = LOOP.bitLength() - 2; i >= 0; i--) {
      walk.value = walk.value.square();
      walk.twice();
      if (LOOP.testBit(i)) {
        walk.add(x, y);
      }
    }
    Fp2 x1 = x.conjugate().multiply(Fp12.frobeniusFactor(2));
    Fp2 y1 = y.conjugate().multiply(Fp12.frobeniusFactor(3));
    Fp2 x2 = x1.conjugate().multiply(Fp12.frobeniusFactor(2));
    Fp2 y2 = y1.conjugate().multiply(Fp12.frobeniusFactor(3));
    walk.add(x1, y1);
    walk.add(x2, y2.negate());
    return walk.value;
  }

  /** The multiples of a point of the twist, and the product of the lines at a point. */
  private static final class Walk {
    private final Fp px;
    private final Fp py;
    private Fp2 x;
    private Fp2 y;
    private Fp12 value = Fp12.ONE;

    Walk(Fp px, Fp py, Fp2 x, Fp2 y) {
      this.px = px;
      this.py = py;
      this.x = x;
      this.y = y;
    }

    void twice() {
      Fp2 xx = x.square();
      step(xx.twice().add(xx).multiply(y.twice().inverse()), x);
    }

    void add(Fp2 otherX, Fp2 otherY) {
      step(otherY.subtract(y).multiply(otherX.subtract(x).inverse()), otherX);
    }

    /** The line with a slope through the point, and where else it meets the curve, negated. */
    private void step(Fp2 slope, Fp2 otherX) {
      value = value.multiplyByLine(py, slope.multiply(px).negate(), slope.multiply(x).subtract(y));
      Fp2 newX = slope.square().subtract(x).subtract(otherX);
      y = slope.multiply(x.subtract(newX)).subtract(y);
      x = newX;
    }
  }

  /** Raises to (p^12 − 1)/r. */
  static Fp12 finalExponentiation(Fp12 f) {
    Fp12 unit = f.conjugate().multiply(f.inverse());
    Fp12 m = unit.frobenius().frobenius().multiply(unit);

    Fp12 mp = m.frobenius();
    Fp12 mp2 = mp.frobenius();
    Fp12 mp3 = mp2.frobenius();
    Fp12 mu = m.power(U);
    Fp12 mu2 = mu.power(U);
    Fp12 mu3 = mu2.power(U);

    Fp12 y0 = mp.multiply(mp2).multiply(mp3);
    Fp12 y1 = m.conjugate();
    Fp12 y2 = mu2.frobenius().frobenius();
    Fp12 y3 = mu.frobenius().conjugate();
    Fp12 y4 = mu.multiply(mu2.frobenius()).conjugate();
    Fp12 y5 = mu2.conjugate();
    Fp12 y6 = mu3.multiply(mu3.frobenius()).conjugate();

    Fp12 t0 = y6.square().multiply(y4).multiply(y5);
    Fp12 t1 = y3.multiply(y5).multiply(t0).square();
    t0 = t0.multiply(y2);
    t1 = t1.multiply(t0).square();
    t0 = t1.multiply(y1);
    t1 = t1.multiply(y0);
    return t0.square().multiply(t1);
  }
}
