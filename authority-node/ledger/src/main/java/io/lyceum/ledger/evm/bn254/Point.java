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

  Point<F> negate() {
    return new Point<>(x, y.negate(), z);
  }

  Point<F> multiply(BigInteger factor) {
    NonAdjacentForm form = NonAdjacentForm.of(factor);
    Point<F> negative = negate();
    Point<F> result = new Point<>(x, y, z.subtract(z));
    for (int i = form.size() - 1; i >= 0; i--) {
      result = result.twice();
      if (form.digit(i) != 0) {
        result = result.add(form.digit(i) > 0 ? this : negative);
      }
    }
    return result;
  }

  /** Whether both are the same point, in whatever coordinates. */
  boolean isSamePoint(Point<F> o) {
    return add(o.negate()).isInfinity();
  }

  /** The same point with z = 1; not for infinity. */
  Affine<F> affine() {
    F inverse = z.inverse();
    F square = inverse.square();
    return new Affine<>(x.multiply(square), y.multiply(square).multiply(inverse));
  }

  /** A point other than infinity by its two coordinates. */
  record Affine<F>(F x, F y) {}
}
