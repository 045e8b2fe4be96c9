package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;
import java.util.List;

/**
 * The optimal ate pairing of BN254 (Vercauteren, "Optimal pairings", 2008) with the final
 * exponentiation of Scott et al., "On the final exponentiation for calculating pairings on ordinary
 * elliptic curves", 2009.
 */
final class Pairing {

  /** The parameter of the curve. */
  static final BigInteger U = BigInteger.valueOf(4965661367192848881L);

  private static final NonAdjacentForm POWER = NonAdjacentForm.of(U);

  private Pairing() {}

  /** Whether the product of the pairings of some points of the two groups is one. */
  static boolean isProductOne(List<Pair> pairs) {
    return finalExponentiation(MillerLoop.product(pairs)).equals(Fp12.ONE);
  }

  /** Raises to (p^12 − 1)/r. */
  static Fp12 finalExponentiation(Fp12 f) {
    Fp12 unit = f.conjugate().multiply(f.inverse());
    Fp12 m = unit.frobenius().frobenius().multiply(unit);

    Fp12 mp = m.frobenius();
    Fp12 mp2 = mp.frobenius();
    Fp12 mp3 = mp2.frobenius();
    Fp12 mu = m.cyclotomicPower(POWER);
    Fp12 mu2 = mu.cyclotomicPower(POWER);
    Fp12 mu3 = mu2.cyclotomicPower(POWER);

    Fp12 y0 = mp.multiply(mp2).multiply(mp3);
    Fp12 y1 = m.conjugate();
    Fp12 y2 = mu2.frobenius().frobenius();
    Fp12 y3 = mu.frobenius().conjugate();
    Fp12 y4 = mu.multiply(mu2.frobenius()).conjugate();
    Fp12 y5 = mu2.conjugate();
    Fp12 y6 = mu3.multiply(mu3.frobenius()).conjugate();

    Fp12 t0 = y6.cyclotomicSquare().multiply(y4).multiply(y5);
    Fp12 t1 = y3.multiply(y5).multiply(t0).cyclotomicSquare();
    t0 = t0.multiply(y2);
    t1 = t1.multiply(t0).cyclotomicSquare();
    t0 = t1.multiply(y1);
    t1 = t1.multiply(y0);
    return t0.cyclotomicSquare().multiply(t1);
  }
}
