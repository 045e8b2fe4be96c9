package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;

/**
 * A number modulo the prime of BN254, in Montgomery form: four longs, the least significant first,
 * that hold it times 2^256.
 */
record Fp(long a0, long a1, long a2, long a3) implements FieldElement<Fp> {

  static final BigInteger P =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  private static final long P0 = P.longValue();
  private static final long P1 = P.shiftRight(64).longValue();
  private static final long P2 = P.shiftRight(128).longValue();
  private static final long P3 = P.shiftRight(192).longValue();
  private static final BigInteger R = BigInteger.ONE.shiftLeft(256);

  /** Minus the inverse of the prime, modulo 2^64. */
  private static final long P_INVERSE =
      P.modInverse(BigInteger.ONE.shiftLeft(64)).negate().longValue();

  private static final Fp R_SQUARED = raw(R.multiply(R).mod(P));
  private static final BigInteger R_INVERSE = R.modInverse(P);

  static final Fp ZERO = new Fp(0, 0, 0, 0);
  static final Fp ONE = raw(R.mod(P));

  private static Fp raw(BigInteger n) {
    return new Fp(
        n.longValue(),
        n.shiftRight(64).longValue(),
        n.shiftRight(128).longValue(),
        n.shiftRight(192).longValue());
  }

  /** A number, which may be any that is not negative. */
  static Fp of(BigInteger number) {
    return raw(number.mod(P)).multiply(R_SQUARED);
  }

  /** The number, below the prime. */
  BigInteger number() {
    return rawNumber().multiply(R_INVERSE).mod(P);
  }

  private BigInteger rawNumber() {
    byte[] bytes = new byte[33];
    java.nio.ByteBuffer.wrap(bytes, 1, 32).putLong(a3).putLong(a2).putLong(a1).putLong(a0);
    return new BigInteger(bytes);
  }

  @Override
  public Fp add(Fp o) {
    long s0 = a0 + o.a0;
    long c = carry(s0, a0);
    long s1 = a1 + o.a1;
    long d = carry(s1, a1);
    s1 += c;
    c = d + carry(s1, c);
    long s2 = a2 + o.a2;
    d = carry(s2, a2);
    s2 += c;
    c = d + carry(s2, c);
    return reduced(s0, s1, s2, a3 + o.a3 + c);
  }

  /** A number below twice the prime, which itself is below 2^254. */
  private static Fp reduced(long s0, long s1, long s2, long s3) {
    long d0 = s0 - P0;
    long b = borrow(s0, P0);
    long d1 = s1 - P1 - b;
    b = borrow(s1, P1, b);
    long d2 = s2 - P2 - b;
    b = borrow(s2, P2, b);
    long d3 = s3 - P3 - b;
    return d3 < 0 ? new Fp(s0, s1, s2, s3) : new Fp(d0, d1, d2, d3);
  }

  @Override
  public Fp subtract(Fp o) {
    long d0 = a0 - o.a0;
    long b = borrow(a0, o.a0);
    long d1 = a1 - o.a1 - b;
    b = borrow(a1, o.a1, b);
    long d2 = a2 - o.a2 - b;
    b = borrow(a2, o.a2, b);
    long d3 = a3 - o.a3 - b;
    if (d3 >= 0) {
      return new Fp(d0, d1, d2, d3);
    }
    long s0 = d0 + P0;
    long c = carry(s0, d0);
    long s1 = d1 + P1;
    long e = carry(s1, d1);
    s1 += c;
    c = e + carry(s1, c);
    long s2 = d2 + P2;
    e = carry(s2, d2);
    s2 += c;
    c = e + carry(s2, c);
    return new Fp(s0, s1, s2, d3 + P3 + c);
  }

  @Override
  public Fp negate() {
    return ZERO.subtract(this);
  }

  /** Montgomery's product: one digit of the other factor at a time, reduced as it goes. */
  @Override
  public Fp multiply(Fp o) {
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int i = 0; i < 4; i++) {
      long b = i == 0 ? o.a0 : i == 1 ? o.a1 : i == 2 ? o.a2 : o.a3;

      long lo = a0 * b + t0;
      long hi = Math.unsignedMultiplyHigh(a0, b) + carry(lo, t0);
      long u0 = lo;
      lo = a1 * b + hi;
      long c = Math.unsignedMultiplyHigh(a1, b) + carry(lo, hi);
      long u1 = lo + t1;
      hi = c + carry(u1, t1);
      lo = a2 * b + hi;
      c = Math.unsignedMultiplyHigh(a2, b) + carry(lo, hi);
      long u2 = lo + t2;
      hi = c + carry(u2, t2);
      lo = a3 * b + hi;
      c = Math.unsignedMultiplyHigh(a3, b) + carry(lo, hi);
      long u3 = lo + t3;
      long u4 = c + carry(u3, t3);

      long m = u0 * P_INVERSE;
      // The lowest digit becomes zero: only what it carries is needed.
      hi = Math.unsignedMultiplyHigh(m, P0) + (u0 != 0 ? 1 : 0);
      lo = m * P1 + hi;
      c = Math.unsignedMultiplyHigh(m, P1) + carry(lo, hi);
      t0 = lo + u1;
      hi = c + carry(t0, u1);
      lo = m * P2 + hi;
      c = Math.unsignedMultiplyHigh(m, P2) + carry(lo, hi);
      t1 = lo + u2;
      hi = c + carry(t1, u2);
      lo = m * P3 + hi;
      c = Math.unsignedMultiplyHigh(m, P3) + carry(lo, hi);
      t2 = lo + u3;
      t3 = u4 + c + carry(t2, u3);
    }
    return reduced(t0, t1, t2, t3);
  }

  @Override
  public Fp square() {
    return multiply(this);
  }

  @Override
  public Fp inverse() {
    return isZero() ? ZERO : of(number().modInverse(P));
  }

  @Override
  public boolean isZero() {
    return (a0 | a1 | a2 | a3) == 0;
  }

  @Override
  public Fp self() {
    return this;
  }

  /** 1 if a sum is below a summand, that is, if it overflowed. */
  private static long carry(long sum, long summand) {
    return Long.compareUnsigned(sum, summand) < 0 ? 1 : 0;
  }

  private static long borrow(long x, long y) {
    return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
  }

  private static long borrow(long x, long y, long b) {
    return Long.compareUnsigned(x, y) < 0 || (b == 1 && x == y) ? 1 : 0;
  }
}
