package io.lyceum.ledger.evm.bls12381;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.bytes.MutableBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supranational.blst.P1;
import supranational.blst.P2;

/** Laws of the groups. The official state tests have the values. */
class Bls12381Test {

  private static final Bytes G1_INFINITY = Bytes.wrap(new byte[G1.SIZE]);
  private static final Bytes G1_GENERATOR = Encoding.padded(P1.generator().serialize(), 0, 1);
  private static final Bytes G2_GENERATOR = Encoding.padded(P2.generator().serialize(), 1, 0, 3, 2);

  @Test
  void sumWithItselfIsTwice() {
    assertThat(G1.add(G1_GENERATOR, G1_GENERATOR)).isEqualTo(multiple(G1_GENERATOR, 2));
    assertThat(G2.add(G2_GENERATOR, G2_GENERATOR)).isEqualTo(multiple(G2_GENERATOR, 2));
  }

  @Test
  void infinityIsNeutral() {
    assertThat(G1.add(G1_GENERATOR, G1_INFINITY)).contains(G1_GENERATOR);
    assertThat(G1.multiplyAndAdd(Bytes.concatenate(G1_INFINITY, scalar(BigInteger.TEN))))
        .contains(G1_INFINITY);
  }

  @Test
  void scalarsCountModuloTheOrder() {
    BigInteger order =
        new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

    assertThat(G1.multiplyAndAdd(Bytes.concatenate(G1_GENERATOR, scalar(order))))
        .contains(G1_INFINITY);
    assertThat(
            G1.multiplyAndAdd(Bytes.concatenate(G1_GENERATOR, scalar(order.add(BigInteger.ONE)))))
        .contains(G1_GENERATOR);
  }

  @Test
  void pairingIsBilinear() {
    Bytes triple = multiple(G1_GENERATOR, 3).orElseThrow();
    BigInteger minusThree = Field.P.subtract(triple.slice(64).toUnsignedBigInteger());
    Bytes negative =
        Bytes.concatenate(
            triple.slice(0, 64), Bytes.wrap(new byte[16]), Encoding.compact(minusThree));
    Bytes tripleOfG2 = multiple(G2_GENERATOR, 3).orElseThrow();

    // e(-3P, Q) e(P, 3Q) = 1
    assertThat(
            Pairings.isProductOne(
                Bytes.concatenate(negative, G2_GENERATOR, G1_GENERATOR, tripleOfG2)))
        .contains(true);
    assertThat(Pairings.isProductOne(Bytes.concatenate(G1_GENERATOR, G2_GENERATOR)))
        .contains(false);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 0x5eed})
  void mapsLeadIntoTheGroups(long u) {
    Bytes element = element(BigInteger.valueOf(u));
    Bytes point = G1.map(element).orElseThrow();
    Bytes other = G2.map(Bytes.concatenate(element, element)).orElseThrow();

    assertThat(G1.decodeOfSubgroup(point)).isPresent();
    assertThat(G2.decodeOfSubgroup(other)).isPresent();
    assertThat(point).isNotEqualTo(G1_INFINITY);
  }

  @Test
  void rootsOfTheComplexFieldAreRoots() {
    ComplexField field = ComplexField.INSTANCE;
    for (Complex a : new Complex[] {Complex.of(3, 5), Complex.of(-7, 0), Complex.of(0, 11)}) {
      Complex square = field.square(a);
      Complex root = field.squareRoot(square).orElseThrow();
      assertThat(field.square(root)).isEqualTo(square);
    }
    // 1 + i is no square, as its norm 2 is none.
    assertThat(field.squareRoot(Complex.of(1, 1))).isEmpty();
  }

  @Test
  void malformedPointsAreRefused() {
    Bytes notReduced = Bytes.concatenate(element(Field.P), element(BigInteger.ONE));
    Bytes notOnCurve = Bytes.concatenate(element(BigInteger.ONE), element(BigInteger.ONE));
    MutableBytes padded = G1_GENERATOR.mutableCopy();
    padded.set(0, (byte) 1);

    for (Bytes point : new Bytes[] {notReduced, notOnCurve, padded}) {
      assertThat(G1.add(point, G1_GENERATOR)).isEmpty();
    }
    assertThat(G1.map(element(Field.P))).isEmpty();
  }

  private static Optional<Bytes> multiple(Bytes point, long factor) {
    Bytes pair = Bytes.concatenate(point, scalar(BigInteger.valueOf(factor)));
    return point.size() == G1.SIZE ? G1.multiplyAndAdd(pair) : G2.multiplyAndAdd(pair);
  }

  private static Bytes scalar(BigInteger value) {
    return Bytes32.leftPad(Bytes.wrap(value.toByteArray()));
  }

  private static Bytes element(BigInteger value) {
    return Bytes.concatenate(Bytes.wrap(new byte[16]), Encoding.compact(value));
  }
}
