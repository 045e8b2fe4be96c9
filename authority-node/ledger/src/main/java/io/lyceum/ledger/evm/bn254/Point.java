package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;

/**
 * A point of a curve y² = x³ + b in Jacobian coordinates: (x/z², y/z³), or infinity where z is
 * zero. The constant b is not needed for adding.
 *
 * @param <F> the field of the coordinates
 */
record Point<F extends FieldElement<F>>(F x, F y, F z) {

  boolean isInfinity() {
    return z.isZero();
  }

  Point<F> twice() {
    if (isInfinity()) {
      return this;
    }
    F xx = x.square();
    F yy = y.square();
    F s = x.multiply(yy).twice().twice();
    F m = xx.twice().add(xx);
    F newX = m.square().subtract(s.twice());
    F eightYyyy = yy.square().twice().twice().twice();
    F newY = m.multiply(s.subtract(newX)).subtract(eightYyyy);
    return new Point<>(newX, newY, y.multiply(z).twice());
  }

  Point<F> add(Point<F> o) {
    if (isInfinity()) {
      return o;
    }
    if (o.isInfinity()) {
      return this;
    }
    F zz = z.square();
    F ozz = o.z.square();
    F u = x.multiply(ozz);
    F h = o.x.multiply(zz).subtract(u);
    F s = y.multiply(ozz).multiply(o.z);
    F r = o.y.multiply(zz).multiply(z).subtract(s);
    if (h.isZero() && r.isZero()) {
      return twice();
    }
    F hh = h.square();
    F hhh = hh.multiply(h);
    F v = u.multiply(hh);
    F newX = r.square().subtract(hhh).subtract(v.twice());
    F newY = r.multiply(v.subtract(newX)).subtract(s.multiply(hhh));
    return new Point<>(newX, newY, z.multiply(o.z).multiply(h));
  }

  Point<F> multiply(BigInteger factor) {
    F zero = z.subtract(z);
    Point<F> result = new Point<>(x, y, zero);
    for (int i = factor.bitLength() - 1; i >= 0; i--) {
      result = result.twice();
      if (factor.testBit(i)) {
        result = result.add(this);
      }
    }
    return result;
  }

  /** The x coordinate; not for infinity. */
  F affineX() {
    return x.multiply(z.inverse().square());
  }

  /** The y coordinate; not for infinity. */
  F affineY() {
    F inverse = z.inverse();
    return y.multiply(inverse.square()).multiply(inverse);
  }
}
