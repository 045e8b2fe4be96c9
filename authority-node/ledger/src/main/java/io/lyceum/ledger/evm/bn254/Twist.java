package io.lyceum.ledger.evm.bn254;

/** The curve over Fp2 that holds the second group. */
final class Twist {

  private Twist() {}

  /** The map that raising to the power of p becomes on the twist. */
  static Point<Fp2> frobenius(Point<Fp2> point) {
    return new Point<>(
        point.x().conjugate().multiply(Fp12.frobeniusFactor(2)),
        point.y().conjugate().multiply(Fp12.frobeniusFactor(3)),
        point.z().conjugate());
  }

  /**
   * Whether a point of the curve is of the group of prime order: with u the curve's parameter and ψ
   * the map, whether (u + 1)·Q + ψ(u·Q) + ψ²(u·Q) is ψ³(2u·Q) (Dai, Lin, Zhao and Zhou, "Fast
   * subgroup membership testings for G1, G2 and GT on pairing-friendly curves", 2022). A quarter of
   * the work of a multiplication by the order.
   */
  static boolean isInGroup(Point<Fp2> point) {
    Point<Fp2> uq = point.multiply(Pairing.U);
    Point<Fp2> once = frobenius(uq);
    Point<Fp2> again = frobenius(once);
    return uq.add(point).add(once).add(again).isSamePoint(frobenius(again).twice());
  }
}
