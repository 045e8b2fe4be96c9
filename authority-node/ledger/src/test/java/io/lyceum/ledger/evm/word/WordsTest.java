package io.lyceum.ledger.evm.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Computation on words agrees with {@link BigInteger}. */
class WordsTest {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private final Division division = new Division();

  @Property
  void sumsDifferencesAndProductsAreModulo2To256(
      @ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    assertThat(of(Arithmetic::add, a, b)).isEqualTo(a.add(b).mod(MODULUS));
    assertThat(of(Arithmetic::subtract, a, b)).isEqualTo(a.subtract(b).mod(MODULUS));
    assertThat(of(Arithmetic::multiply, a, b)).isEqualTo(a.multiply(b).mod(MODULUS));
  }

  @Property
  void quotientsAreRoundedTowardsZeroAndZeroForADivisorOfZero(
      @ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    boolean zero = b.signum() == 0;
    assertThat(of(division::divide, a, b)).isEqualTo(zero ? b : a.divide(b));
    assertThat(of(division::modulo, a, b)).isEqualTo(zero ? b : a.mod(b));
    assertThat(of(division::signedDivide, a, b))
        .isEqualTo(zero ? b : signed(a).divide(signed(b)).mod(MODULUS));
    assertThat(of(division::signedModulo, a, b))
        .isEqualTo(zero ? b : signed(a).remainder(signed(b)).mod(MODULUS));
  }

  @Property
  void modularSumsAndProductsDoNotOverflow(
      @ForAll("words") BigInteger a, @ForAll("words") BigInteger b, @ForAll("words") BigInteger m) {
    boolean zero = m.signum() == 0;
    assertThat(of(division::addModulo, a, b, m)).isEqualTo(zero ? m : a.add(b).mod(m));
    assertThat(of(division::multiplyModulo, a, b, m)).isEqualTo(zero ? m : a.multiply(b).mod(m));
  }

  @Property
  void powersAreModulo2To256(@ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    assertThat(of(Arithmetic::power, a, b)).isEqualTo(a.modPow(b, MODULUS));
  }

  @Property
  void comparisonsKnowTheSign(@ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    int order = a.compareTo(b);
    int signedOrder = signed(a).compareTo(signed(b));
    assertThat(of(Comparison::less, a, b)).isEqualTo(answer(order < 0));
    assertThat(of(Comparison::greater, a, b)).isEqualTo(answer(order > 0));
    assertThat(of(Comparison::lessSigned, a, b)).isEqualTo(answer(signedOrder < 0));
    assertThat(of(Comparison::greaterSigned, a, b)).isEqualTo(answer(signedOrder > 0));
    assertThat(of(Comparison::equal, a, b)).isEqualTo(answer(order == 0));
    assertThat(of(Comparison::equal, a, a)).isEqualTo(answer(true));
    assertThat(of(Comparison::less, a, a)).isEqualTo(answer(false));
    assertThat(of(Comparison::zero, a)).isEqualTo(answer(a.signum() == 0));
  }

  @Property
  void operationsOnBitsAgree(@ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    assertThat(of(Bits::and, a, b)).isEqualTo(a.and(b));
    assertThat(of(Bits::or, a, b)).isEqualTo(a.or(b));
    assertThat(of(Bits::xor, a, b)).isEqualTo(a.xor(b));
    assertThat(of(Bits::not, a)).isEqualTo(max(256).subtract(a));
    assertThat(of(Bits::leadingZeros, a)).isEqualTo(BigInteger.valueOf(256 - a.bitLength()));
  }

  @Property
  void bytesAreCountedFromTheMostSignificant(
      @ForAll("words") BigInteger a, @ForAll("small") BigInteger index) {
    boolean inside = index.compareTo(BigInteger.valueOf(32)) < 0;
    assertThat(of(Bits::byteAt, index, a))
        .isEqualTo(
            inside ? a.shiftRight(8 * (31 - index.intValue())).and(max(8)) : BigInteger.ZERO);
  }

  @Property
  void signsExtendFromAnyByte(@ForAll("words") BigInteger a, @ForAll("small") BigInteger lastByte) {
    BigInteger expected = a;
    if (lastByte.compareTo(BigInteger.valueOf(31)) < 0) {
      int bits = 8 * lastByte.intValue() + 8;
      BigInteger kept = a.and(max(bits));
      expected = a.testBit(bits - 1) ? kept.subtract(BigInteger.TWO.pow(bits)) : kept;
    }
    assertThat(of(Bits::extendSign, lastByte, a)).isEqualTo(expected.mod(MODULUS));
  }

  @Property
  void shiftsFillWithZerosOrTheSign(@ForAll("words") BigInteger a, @ForAll("small") BigInteger by) {
    int distance = by.min(BigInteger.valueOf(256)).intValue();
    assertThat(of(Bits::shiftLeft, by, a)).isEqualTo(a.shiftLeft(distance).mod(MODULUS));
    assertThat(of(Bits::shiftRight, by, a)).isEqualTo(a.shiftRight(distance));
    assertThat(of(Bits::shiftRightSigned, by, a))
        .isEqualTo(signed(a).shiftRight(distance).mod(MODULUS));
  }

  /** Numbers of all lengths, with the long runs of ones and zeros that carries dislike. */
  @Provide
  Arbitrary<BigInteger> words() {
    Arbitrary<BigInteger> runs =
        Arbitraries.integers()
            .between(0, 256)
            .tuple3()
            .map(
                t ->
                    BigInteger.TWO
                        .pow(t.get1())
                        .subtract(BigInteger.TWO.pow(t.get2()))
                        .add(BigInteger.valueOf(t.get3() % 3 - 1))
                        .mod(MODULUS));
    Arbitrary<BigInteger> any =
        Arbitraries.integers()
            .between(0, 256)
            .flatMap(bits -> Arbitraries.bigIntegers().between(BigInteger.ZERO, max(bits)));
    return Arbitraries.oneOf(runs, any);
  }

  /** Numbers that are meant as a distance or an index, and some that are too great. */
  @Provide
  Arbitrary<BigInteger> small() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(40)),
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(260)),
        words());
  }

  private static BigInteger max(int bits) {
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }

  private static BigInteger answer(boolean holds) {
    return holds ? BigInteger.ONE : BigInteger.ZERO;
  }

  /** Applies a function to operands of which the first lies on top. */
  private static BigInteger of(WordFunction function, BigInteger... operands) {
    long[] words = new long[4 * operands.length];
    for (int i = 0; i < words.length; i++) {
      BigInteger operand = operands[operands.length - 1 - i / 4];
      words[i] = operand.shiftRight(64 * (i % 4)).longValue();
    }
    function.apply(words, words.length);
    BigInteger result = BigInteger.ZERO;
    for (int i = 3; i >= 0; i--) {
      result = result.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(words[i])));
    }
    return result;
  }

  private static BigInteger signed(BigInteger word) {
    return word.testBit(255) ? word.subtract(MODULUS) : word;
  }
}
