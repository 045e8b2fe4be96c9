package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import supranational.blst.P2;
import supranational.blst.P2_Affine;

/** Points of the curve over the complex field (EIP-2537). */
public final class G2 {

  /** Bytes of a point. */
  public static final int SIZE = 4 * Encoding.FIELD_SIZE;

  private static final int[] ORDER = {1, 0, 3, 2};
  private static final BigInteger COFACTOR =
      new BigInteger(
          "bc69f08f2ee75b3584c6a0ea91b352888e2a8e9145ad7689986ff031508ffe1329c2f178731db956d82bf015d1212b02"
              + "ec0ec69d7477c1ae954cbc06689f6a359894c0adebbf6b4e8020005aaa95551",
          16);

  private static final SimplifiedSwu<Complex> MAP =
      new SimplifiedSwu<>(
          ComplexField.INSTANCE, Complex.of(0, 240), Complex.of(1012, 1012), Complex.of(-2, -1));
  private static final Isogeny<Complex> ISOGENY = new IsogenyFile().to("g2", ComplexField.INSTANCE);

  private G2() {}

  /** Reads a point; empty if it is not on the curve or malformed. */
  static Optional<P2_Affine> decode(Bytes encoded) {
    if (encoded.isZero()) {
      return Optional.of(new P2_Affine());
    }
    return Encoding.compact(encoded, ORDER).flatMap(G2::onCurve);
  }

  private static Optional<P2_Affine> onCurve(byte[] compact) {
    try {
      return Optional.of(new P2_Affine(compact));
    } catch (RuntimeException notOnCurve) {
      return Optional.empty();
    }
  }

  /** Reads a point; empty if it is not of the group of prime order. */
  static Optional<P2_Affine> decodeOfSubgroup(Bytes encoded) {
    return decode(encoded).filter(point -> point.is_inf() || point.in_group());
  }

  private static Bytes encode(P2 point) {
    return point.is_inf() ? Bytes.wrap(new byte[SIZE]) : Encoding.padded(point.serialize(), ORDER);
  }

  /** The sum of two points, which need not be of the group; empty if one is malformed. */
  public static Optional<Bytes> add(Bytes a, Bytes b) {
    Optional<P2_Affine> p = decode(a);
    Optional<P2_Affine> q = decode(b);
    return p.isPresent() && q.isPresent()
        ? Optional.of(encode(p.get().to_jacobian().add(q.get())))
        : Optional.empty();
  }

  /**
   * The sum of multiples of points.
   *
   * @param pairs of a point and a scalar of 32 bytes, one after another
   * @return empty if a point is malformed or not of the group
   */
  public static Optional<Bytes> multiplyAndAdd(Bytes pairs) {
    P2 sum = new P2();
    for (int i = 0; i < pairs.size(); i += SIZE + Scalars.SIZE) {
      Optional<P2_Affine> point = decodeOfSubgroup(pairs.slice(i, SIZE));
      if (point.isEmpty()) {
        return Optional.empty();
      }
      BigInteger scalar = Scalars.reduced(pairs.slice(i + SIZE, Scalars.SIZE));
      if (scalar.signum() > 0 && !point.get().is_inf()) {
        sum.add(point.get().to_jacobian().mult(scalar));
      }
    }
    return Optional.of(encode(sum));
  }

  /** Maps an element of the complex field to the group; empty if it is not reduced. */
  public static Optional<Bytes> map(Bytes element) {
    Optional<BigInteger> c0 = Encoding.element(element.slice(0, Encoding.FIELD_SIZE));
    Optional<BigInteger> c1 = Encoding.element(element.slice(Encoding.FIELD_SIZE));
    if (c0.isEmpty() || c1.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ISOGENY
            .map(MAP.map(new Complex(c0.get(), c1.get())))
            .map(image -> encode(point(image).to_jacobian().mult(COFACTOR)))
            .orElse(Bytes.wrap(new byte[SIZE])));
  }

  private static P2_Affine point(AffinePoint<Complex> point) {
    return new P2_Affine(
        Bytes.concatenate(
                Encoding.compact(point.x().c1()),
                Encoding.compact(point.x().c0()),
                Encoding.compact(point.y().c1()),
                Encoding.compact(point.y().c0()))
            .toArrayUnsafe());
  }
}
