package io.lyceum.ledger.evm.bn254;

/** {@code a + b·v + c·v²} with v³ = ξ. */
record Fp6(Fp2 a, Fp2 b, Fp2 c) implements FieldElement<Fp6> {

  static final Fp6 ZERO = new Fp6(Fp2.ZERO, Fp2.ZERO, Fp2.ZERO);
  static final Fp6 ONE = new Fp6(Fp2.ONE, Fp2.ZERO, Fp2.ZERO);

  @Override
  public Fp6 add(Fp6 o) {
    return new Fp6(a.add(o.a), b.add(o.b), c.add(o.c));
  }

  @Override
  public Fp6 subtract(Fp6 o) {
    return new Fp6(a.subtract(o.a), b.subtract(o.b), c.subtract(o.c));
  }

  @Override
  public Fp6 multiply(Fp6 o) {
    Fp2 aa = a.multiply(o.a);
    Fp2 bb = b.multiply(o.b);
    Fp2 cc = c.multiply(o.c);
    Fp2 bc = b.add(c).multiply(o.b.add(o.c)).subtract(bb).subtract(cc);
    Fp2 ab = a.add(b).multiply(o.a.add(o.b)).subtract(aa).subtract(bb);
    Fp2 ac = a.add(c).multiply(o.a.add(o.c)).subtract(aa).subtract(cc);
    return new Fp6(aa.add(bc.multiplyByXi()), ab.add(cc.multiplyByXi()), ac.add(bb));
  }

  /** The product with {@code d + e·v}. */
  Fp6 multiply(Fp2 d, Fp2 e) {
    Fp2 ad = a.multiply(d);
    Fp2 be = b.multiply(e);
    return new Fp6(
        b.add(c).multiply(e).subtract(be).multiplyByXi().add(ad),
        a.add(b).multiply(d.add(e)).subtract(ad).subtract(be),
        a.add(c).multiply(d).subtract(ad).add(be));
  }

  Fp6 multiply(Fp2 factor) {
    return new Fp6(a.multiply(factor), b.multiply(factor), c.multiply(factor));
  }

  /** The product with v. */
  Fp6 multiplyByV() {
    return new Fp6(c.multiplyByXi(), a, b);
  }

  @Override
  public Fp6 square() {
    return multiply(this);
  }

  @Override
  public Fp6 negate() {
    return new Fp6(a.negate(), b.negate(), c.negate());
  }

  @Override
  public Fp6 inverse() {
    Fp2 x = a.square().subtract(b.multiply(c).multiplyByXi());
    Fp2 y = c.square().multiplyByXi().subtract(a.multiply(b));
    Fp2 z = b.square().subtract(a.multiply(c));
    Fp2 norm = a.multiply(x).add(c.multiply(y).add(b.multiply(z)).multiplyByXi()).inverse();
    return new Fp6(x.multiply(norm), y.multiply(norm), z.multiply(norm));
  }

  @Override
  public boolean isZero() {
    return a.isZero() && b.isZero() && c.isZero();
  }

  @Override
  public Fp6 self() {
    return this;
  }
}
