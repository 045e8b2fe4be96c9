package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/** Points of the curve over the prime field (EIP-2537). */
public final class G1 {

  /** Bytes of a point. */
  public static final int SIZE = 2 * Encoding.FIELD_SIZE;

  private static final int[] ORDER = {0, 1};
  private static final BigInteger COFACTOR = new BigInteger("d201000000010001", 16);

  private static final SimplifiedSwu<BigInteger> MAP =
      new SimplifiedSwu<>(
          PrimeField.INSTANCE,
          new BigInteger(
              "144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d",
              16),
          new BigInteger(
              "12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0",
              16),
          BigInteger.valueOf(11));
  private static final Isogeny<BigInteger> ISOGENY =
      new IsogenyFile().to("g1", PrimeField.INSTANCE);

  private G1() {}

  /** Reads a point; empty if it is not on the curve or malformed. */
  static Optional<P1_Affine> decode(Bytes encoded) {
    if (encoded.isZero()) {
      return Optional.of(new P1_Affine());
    }
    return Encoding.compact(encoded, ORDER).flatMap(G1::onCurve);
  }

  private static Optional<P1_Affine> onCurve(byte[] compact) {
    try {
      return Optional.of(new P1_Affine(compact));
    } catch (RuntimeException notOnCurve) {
      return Optional.empty();
    }
  }

  /** Reads a point; empty if it is not of the group of prime order. */
  static Optional<P1_Affine> decodeOfSubgroup(Bytes encoded) {
    return decode(encoded).filter(point -> point.is_inf() || point.in_group());
  }

  private static Bytes encode(P1 point) {
    return point.is_inf() ? Bytes.wrap(new byte[SIZE]) : Encoding.padded(point.serialize(), ORDER);
  }

  /** The sum of two points, which need not be of the group; empty if one is malformed. */
  public static Optional<Bytes> add(Bytes a, Bytes b) {
    Optional<P1_Affine> p = decode(a);
    Optional<P1_Affine> q = decode(b);
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
    P1 sum = new P1();
    for (int i = 0; i < pairs.size(); i += SIZE + Scalars.SIZE) {
      Optional<P1_Affine> point = decodeOfSubgroup(pairs.slice(i, SIZE));
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

  /** Maps an element of the prime field to the group; empty if it is not reduced. */
  public static Optional<Bytes> map(Bytes element) {
    return Encoding.element(element)
        .map(
            u ->
                ISOGENY
                    .map(MAP.map(u))
                    .map(image -> encode(point(image).to_jacobian().mult(COFACTOR)))
                    .orElse(Bytes.wrap(new byte[SIZE])));
  }

  private static P1_Affine point(AffinePoint<BigInteger> point) {
    return new P1_Affine(
        Bytes.concatenate(Encoding.compact(point.x()), Encoding.compact(point.y()))
            .toArrayUnsafe());
  }
}
