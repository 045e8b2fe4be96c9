package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;
import java.util.List;

/**
 * Miller's loop of the optimal ate pairing (Vercauteren, "Optimal pairings", 2008) for several
 * pairs at once, which share its squarings. No step inverts anything: points are homogeneous, (x/z,
 * y/z), and lines are known up to a factor that the final exponentiation takes away.
 */
final class MillerLoop {

  private static final NonAdjacentForm LENGTH =
      NonAdjacentForm.of(Pairing.U.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO));

  private final List<Walk> walks;
  private Fp12 value = Fp12.ONE;

  private MillerLoop(List<Pair> pairs) {
    this.walks = pairs.stream().map(Walk::new).toList();
  }

  /** The product of the pairings of some pairs before the final exponentiation. */
  static Fp12 product(List<Pair> pairs) {
    return new MillerLoop(pairs).run();
  }

  private Fp12 run() {
    for (int i = LENGTH.size() - 2; i >= 0; i--) {
      value = value.square();
      for (Walk walk : walks) {
        walk.twice();
        int digit = LENGTH.digit(i);
        if (digit != 0) {
          walk.add(walk.q.x(), digit > 0 ? walk.q.y() : walk.q.y().negate());
        }
      }
    }
    walks.forEach(Walk::finish);
    return value;
  }

  /** The multiples of a point of the twist; each step multiplies a line at the other point. */
  private final class Walk {
    private final Point.Affine<Fp> p;
    private final Point.Affine<Fp2> q;
    private Fp2 x;
    private Fp2 y;
    private Fp2 z = Fp2.ONE;

    Walk(Pair pair) {
      this.p = pair.p();
      this.q = pair.q();
      this.x = q.x();
      this.y = q.y();
    }

    /**
     * Costello, Lange and Naehrig, "Faster pairing computations on curves with high-degree twists".
     */
    void twice() {
      Fp2 yy = y.square();
      Fp2 xx = x.square();
      Fp2 bzz = Bn254.TWIST_B.multiply(z.square());
      Fp2 e = bzz.twice().add(bzz);
      Fp2 f = e.twice().add(e);
      Fp2 yz = y.multiply(z).twice();
      line(yz.negate(), xx.twice().add(xx), e.subtract(yy));
      Fp2 ee = e.square().twice().twice();
      x = x.multiply(y).multiply(yy.subtract(f)).twice();
      y = yy.add(f).square().subtract(ee.twice().add(ee));
      z = yy.multiply(yz).twice().twice();
    }

    void add(Fp2 otherX, Fp2 otherY) {
      Fp2 dy = y.subtract(otherY.multiply(z));
      Fp2 dx = x.subtract(otherX.multiply(z));
      line(dx, dy.negate(), dy.multiply(otherX).subtract(dx.multiply(otherY)));
      Fp2 dxx = dx.square();
      Fp2 dxxx = dxx.multiply(dx);
      Fp2 g = x.multiply(dxx);
      Fp2 h = dxxx.add(z.multiply(dy.square())).subtract(g.twice());
      x = dx.multiply(h);
      y = dy.multiply(g.subtract(h)).subtract(dxxx.multiply(y));
      z = z.multiply(dxxx);
    }

    private void line(Fp2 ofY, Fp2 ofX, Fp2 constant) {
      value = value.multiplyByLine(ofY.multiply(p.y()), ofX.multiply(p.x()), constant);
    }

    /** The two lines after the loop, through the images of the point under Frobenius. */
    void finish() {
      Point<Fp2> once = Twist.frobenius(new Point<>(q.x(), q.y(), Fp2.ONE));
      Point<Fp2> again = Twist.frobenius(once);
      add(once.x(), once.y());
      add(again.x(), again.y().negate());
    }
  }
}
