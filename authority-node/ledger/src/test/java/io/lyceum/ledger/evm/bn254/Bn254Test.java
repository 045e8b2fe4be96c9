package io.lyceum.ledger.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Bn254Test {

  private static final Point<Fp> G1 = new Point<>(Fp.ONE, Fp.of(BigInteger.TWO), Fp.ONE);

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
    assertThat(G1.add(G1).affineX()).isEqualTo(G1.twice().affineX());
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

  private static Fp12 pair(Point<Fp> p, Point<Fp2> q) {
    return Pairing.finalExponentiation(Pairing.millerLoop(p, q));
  }

  private static Fp fp(String decimal) {
    return Fp.of(new BigInteger(decimal));
  }
}
