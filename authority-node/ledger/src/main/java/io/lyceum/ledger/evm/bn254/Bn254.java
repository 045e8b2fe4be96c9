package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;

/** The groups of BN254 in the encodings of EIP-196 and EIP-197. */
public final class Bn254 {

  /** Length of an encoded point of the first group: x and y of 32 bytes. */
  public static final int G1_SIZE = 64;

  /** Length of an encoded point of the second group: imaginary and real part of x, then of y. */
  public static final int G2_SIZE = 128;

  /** The number of points of either group. */
  static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  private static final Fp B = Fp.of(BigInteger.valueOf(3));
  static final Fp2 TWIST_B = Fp2.XI.inverse().multiply(B);

  private Bn254() {}

  /** The sum of two encoded points of the first group; empty if either is none. */
  public static Optional<Bytes> add(Bytes a, Bytes b) {
    return g1(a).flatMap(x -> g1(b).map(y -> encode(x.add(y))));
  }

  /** An encoded point of the first group, added to itself so often; empty if it is none. */
  public static Optional<Bytes> multiply(Bytes point, BigInteger factor) {
    return g1(point).map(p -> encode(p.multiply(factor)));
  }

  /**
   * Whether the product of pairings is one.
   *
   * @param pairs points of the first and the second group in turn
   * @return empty if any is no point of its group
   */
  public static Optional<Boolean> isPairingProductOne(Bytes pairs) {
    List<Pair> finite = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += G1_SIZE + G2_SIZE) {
      Optional<Point<Fp>> p = g1(pairs.slice(i, G1_SIZE));
      Optional<Point<Fp2>> q = g2(pairs.slice(i + G1_SIZE, G2_SIZE));
      if (p.isEmpty() || q.isEmpty()) {
        return Optional.empty();
      }
      if (!p.get().isInfinity() && !q.get().isInfinity()) {
        finite.add(new Pair(p.get().affine(), q.get().affine()));
      }
    }
    return Optional.of(Pairing.isProductOne(finite));
  }

  private static Optional<Point<Fp>> g1(Bytes encoded) {
    Optional<Fp> x = coordinate(encoded, 0);
    Optional<Fp> y = coordinate(encoded, 32);
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    if (x.get().isZero() && y.get().isZero()) {
      return Optional.of(new Point<>(Fp.ONE, Fp.ONE, Fp.ZERO));
    }
    Fp right = x.get().square().multiply(x.get()).add(B);
    return y.get().square().equals(right)
        ? Optional.of(new Point<>(x.get(), y.get(), Fp.ONE))
        : Optional.empty();
  }

  private static Optional<Point<Fp2>> g2(Bytes encoded) {
    Optional<Fp2> x = coordinate2(encoded, 0);
    Optional<Fp2> y = coordinate2(encoded, 64);
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    if (x.get().isZero() && y.get().isZero()) {
      return Optional.of(new Point<>(Fp2.ONE, Fp2.ONE, Fp2.ZERO));
    }
    Fp2 right = x.get().square().multiply(x.get()).add(TWIST_B);
    Point<Fp2> point = new Point<>(x.get(), y.get(), Fp2.ONE);
    return y.get().square().equals(right) && Twist.isInGroup(point)
        ? Optional.of(point)
        : Optional.empty();
  }

  private static Optional<Fp2> coordinate2(Bytes encoded, int offset) {
    Optional<Fp> imaginary = coordinate(encoded, offset);
    Optional<Fp> real = coordinate(encoded, offset + 32);
    return imaginary.flatMap(i -> real.map(r -> new Fp2(r, i)));
  }

  private static Optional<Fp> coordinate(Bytes encoded, int offset) {
    BigInteger number = encoded.slice(offset, 32).toUnsignedBigInteger();
    return number.compareTo(Fp.P) < 0 ? Optional.of(Fp.of(number)) : Optional.empty();
  }

  private static Bytes encode(Point<Fp> point) {
    MutableBytes out = MutableBytes.create(G1_SIZE);
    if (!point.isInfinity()) {
      Point.Affine<Fp> affine = point.affine();
      write(affine.x(), out, 0);
      write(affine.y(), out, 32);
    }
    return out;
  }

  private static void write(Fp number, MutableBytes out, int offset) {
    Bytes bytes = Bytes.wrap(number.number().toByteArray()).trimLeadingZeros();
    bytes.copyTo(out, offset + 32 - bytes.size());
  }
}
