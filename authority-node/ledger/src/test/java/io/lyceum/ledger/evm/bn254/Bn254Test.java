package io.lyceum.ledger.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Bn254Test {

  private static final Point<Fp> G1 = new Point<>(Fp.ONE, Fp.of(BigInteger.TWO), Fp.ONE);

  /** Points of the twist in all are 2p − r times the order. */
  private static final BigInteger COFACTOR = Fp.P.shiftLeft(1).subtract(Bn254.ORDER);

  /** The generator of EIP-197. */
  private static final Point<Fp2> G2 =
      new Point<>(
          new Fp2(
              fp("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
              fp("11559732032986387107991004021392285783925812861821192530917403151452391805634")),
          new Fp2(
              fp("8495653923123431417604973247489272438418190587263600148770280649306958101930"),
              fp("4082367875863433681332203403145435568316851327593401208105741076214120093531")),
          Fp2.ONE);

  @Property
  void fieldAgreesWithBigInteger(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    Fp x = Fp.of(a);
    Fp y = Fp.of(b);
    assertThat(x.add(y).number()).isEqualTo(a.add(b).mod(Fp.P));
    assertThat(x.subtract(y).number()).isEqualTo(a.subtract(b).mod(Fp.P));
    assertThat(x.multiply(y).number()).isEqualTo(a.multiply(b).mod(Fp.P));
    assertThat(x.negate().number()).isEqualTo(a.negate().mod(Fp.P));
    if (a.mod(Fp.P).signum() != 0) {
      assertThat(x.multiply(x.inverse())).isEqualTo(Fp.ONE);
    }
  }

  @Property(tries = 50)
  void towerHasInverses(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    Fp2 x = new Fp2(Fp.of(a), Fp.of(b.add(BigInteger.ONE)));
    Fp6 y = new Fp6(x, Fp2.XI, x.square());
    Fp12 z = new Fp12(y, y.multiplyByV());
    assertThat(z.multiply(z.inverse())).isEqualTo(Fp12.ONE);
    assertThat(z.square()).isEqualTo(z.multiply(z));
    assertThat(z.frobenius()).isEqualTo(z.power(Fp.P));
  }

  @Test
  void generatorsHaveTheOrderOfTheirGroups() {
    assertThat(G1.multiply(Bn254.ORDER).isInfinity()).isTrue();
    assertThat(G2.multiply(Bn254.ORDER).isInfinity()).isTrue();
    assertThat(G1.add(G1).affine()).isEqualTo(G1.twice().affine());
  }

  @Property(tries = 5)
  void pairingIsBilinear(@ForAll("scalars") BigInteger a, @ForAll("scalars") BigInteger b) {
    Fp12 pairing = pair(G1, G2);
    assertThat(pairing).isNotEqualTo(Fp12.ONE);
    assertThat(pair(G1.multiply(a), G2.multiply(b)))
        .isEqualTo(pairing.power(a.multiply(b).mod(Bn254.ORDER)));
  }

  @Provide
  Arbitrary<BigInteger> numbers() {
    BigInteger max = BigInteger.TWO.pow(256);
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().between(BigInteger.ZERO, max),
        Arbitraries.bigIntegers().between(Fp.P.subtract(BigInteger.TEN), Fp.P.add(BigInteger.TEN)));
  }

  @Provide
  Arbitrary<BigInteger> scalars() {
    return Arbitraries.bigIntegers().between(BigInteger.ONE, Bn254.ORDER.subtract(BigInteger.ONE));
  }

  @Property(tries = 20)
  void productsArePairedTogether(@ForAll("scalars") BigInteger a, @ForAll("scalars") BigInteger b) {
    BigInteger c = b.shiftRight(1).add(BigInteger.ONE);
    Point<Fp> p = G1.multiply(a);
    Pair first = new Pair(p.affine(), G2.multiply(c).affine());
    Pair second = new Pair(G1.affine(), G2.multiply(a).affine());
    Pair inverse = new Pair(p.negate().affine(), G2.multiply(c.add(BigInteger.ONE)).affine());
    assertThat(Pairing.finalExponentiation(MillerLoop.product(List.of(first, second))))
        .isEqualTo(pair(first).multiply(pair(second)));
    assertThat(Pairing.isProductOne(List.of(first, second, inverse))).isTrue();
    assertThat(Pairing.isProductOne(List.of(first, inverse))).isFalse();
  }

  @Property(tries = 20)
  void cyclotomicSquareIsTheSquare(@ForAll("scalars") BigInteger a) {
    Fp12 unit = pair(new Pair(G1.multiply(a).affine(), G2.affine()));
    assertThat(unit.cyclotomicSquare()).isEqualTo(unit.square());
    assertThat(unit.cyclotomicPower(NonAdjacentForm.of(a))).isEqualTo(unit.power(a));
    assertThat(unit.cyclotomicPower(NonAdjacentForm.of(BigInteger.ZERO))).isEqualTo(Fp12.ONE);
  }

  @Property(tries = 200)
  void nonAdjacentFormIsTheNumber(@ForAll("numbers") BigInteger number) {
    NonAdjacentForm form = NonAdjacentForm.of(number);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < form.size(); i++) {
      sum = sum.add(BigInteger.valueOf(form.digit(i)).shiftLeft(i));
      assertThat(i == 0 || form.digit(i) == 0 || form.digit(i - 1) == 0).isTrue();
    }
    assertThat(sum).isEqualTo(number);
  }

  /** The twist has many more points than the group: what one x gives is hardly ever in it. */
  @Property(tries = 60)
  void subgroupIsThatOfTheOrder(@ForAll("scalars") BigInteger a, @ForAll("scalars") BigInteger b) {
    Fp2 x = new Fp2(Fp.of(a), Fp.of(b));
    squareRoot(x.square().multiply(x).add(Bn254.TWIST_B))
        .ifPresent(
            y -> {
              Point<Fp2> any = new Point<>(x, y, Fp2.ONE);
              Point<Fp2> inGroup = any.multiply(COFACTOR);
              assertThat(Twist.isInGroup(any)).isEqualTo(any.multiply(Bn254.ORDER).isInfinity());
              assertThat(Twist.isInGroup(inGroup)).isTrue();
              assertThat(Twist.isInGroup(any.multiply(Bn254.ORDER))).isFalse();
              assertThat(Twist.isInGroup(inGroup.add(any.multiply(Bn254.ORDER)))).isFalse();
            });
  }

  /** A root of what has one, with i² = −1: x + y·i where x² is half of its real part and norm. */
  private static Optional<Fp2> squareRoot(Fp2 number) {
    BigInteger real = number.a().number();
    BigInteger norm = root(number.a().square().add(number.b().square()).number());
    for (BigInteger n : List.of(norm, norm.negate())) {
      Fp x = Fp.of(root(real.add(n).multiply(BigInteger.TWO.modInverse(Fp.P)).mod(Fp.P)));
      Fp2 candidate = new Fp2(x, number.b().multiply(x.twice().inverse()));
      if (candidate.square().equals(number)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static BigInteger root(BigInteger number) {
    return number.modPow(Fp.P.add(BigInteger.ONE).shiftRight(2), Fp.P);
  }

  private static Fp12 pair(Point<Fp> p, Point<Fp2> q) {
    return pair(new Pair(p.affine(), q.affine()));
  }

  private static Fp12 pair(Pair pair) {
    return Pairing.finalExponentiation(MillerLoop.product(List.of(pair)));
  }

  private static Fp fp(String decimal) {
    return Fp.of(new BigInteger(decimal));
  }
}
