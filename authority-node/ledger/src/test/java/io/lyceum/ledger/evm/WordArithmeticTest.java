package io.lyceum.ledger.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Arithmetic on words agrees with {@link BigInteger}. */
class WordArithmeticTest {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private final WordArithmetic arithmetic = new WordArithmetic();

  private interface Function {
    void apply(long[] words, int a, int b, int out);
  }

  private interface ModularFunction {
    void apply(long[] words, int a, int b, int m, int out);
  }

  @Property
  void sumsDifferencesAndProductsAreModulo2To256(
      @ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    assertThat(of(WordArithmetic::add, a, b)).isEqualTo(a.add(b).mod(MODULUS));
    assertThat(of(WordArithmetic::subtract, a, b)).isEqualTo(a.subtract(b).mod(MODULUS));
    assertThat(of(arithmetic::multiply, a, b)).isEqualTo(a.multiply(b).mod(MODULUS));
  }

  @Property
  void quotientsAreRoundedTowardsZeroAndZeroForADivisorOfZero(
      @ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    boolean zero = b.signum() == 0;
    assertThat(of(arithmetic::divide, a, b)).isEqualTo(zero ? b : a.divide(b));
    assertThat(of(arithmetic::modulo, a, b)).isEqualTo(zero ? b : a.mod(b));
    assertThat(of(arithmetic::signedDivide, a, b))
        .isEqualTo(zero ? b : signed(a).divide(signed(b)).mod(MODULUS));
    assertThat(of(arithmetic::signedModulo, a, b))
        .isEqualTo(zero ? b : signed(a).remainder(signed(b)).mod(MODULUS));
  }

  @Property
  void modularSumsAndProductsDoNotOverflow(
      @ForAll("words") BigInteger a, @ForAll("words") BigInteger b, @ForAll("words") BigInteger m) {
    boolean zero = m.signum() == 0;
    assertThat(of(arithmetic::addModulo, a, b, m)).isEqualTo(zero ? m : a.add(b).mod(m));
    assertThat(of(arithmetic::multiplyModulo, a, b, m)).isEqualTo(zero ? m : a.multiply(b).mod(m));
  }

  @Property
  void powersAreModulo2To256(@ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    assertThat(of(arithmetic::power, a, b)).isEqualTo(a.modPow(b, MODULUS));
  }

  @Property
  void comparisonsKnowTheSign(@ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    long[] words = words(a, b);
    assertThat(Integer.signum(WordArithmetic.compare(words, 0, 4))).isEqualTo(a.compareTo(b));
    assertThat(Integer.signum(WordArithmetic.compareSigned(words, 0, 4)))
        .isEqualTo(signed(a).compareTo(signed(b)));
    assertThat(WordArithmetic.bitLength(words, 0)).isEqualTo(a.bitLength());
  }

  @Property
  void shiftsFillWithZerosOrTheSign(@ForAll("words") BigInteger a, @ForAll("shifts") int by) {
    long[] left = words(a);
    WordArithmetic.shiftLeft(left, 0, by);
    assertThat(number(left, 0)).isEqualTo(a.shiftLeft(by).mod(MODULUS));

    long[] right = words(a);
    WordArithmetic.shiftRight(right, 0, by, 0);
    assertThat(number(right, 0)).isEqualTo(a.shiftRight(by));

    long[] arithmeticRight = words(a);
    WordArithmetic.shiftRight(arithmeticRight, 0, by, a.testBit(255) ? -1 : 0);
    assertThat(number(arithmeticRight, 0)).isEqualTo(signed(a).shiftRight(by).mod(MODULUS));
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

  @Provide
  Arbitrary<Integer> shifts() {
    return Arbitraries.integers().between(0, 255);
  }

  private static BigInteger max(int bits) {
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }

  private static BigInteger of(Function function, BigInteger a, BigInteger b) {
    long[] words = words(a, b);
    function.apply(words, 0, 4, 4);
    return number(words, 4);
  }

  private static BigInteger of(ModularFunction function, BigInteger a, BigInteger b, BigInteger m) {
    long[] words = words(a, b, m);
    function.apply(words, 0, 4, 8, 8);
    return number(words, 8);
  }

  private static BigInteger signed(BigInteger word) {
    return word.testBit(255) ? word.subtract(MODULUS) : word;
  }

  private static long[] words(BigInteger... numbers) {
    long[] words = new long[4 * numbers.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = numbers[i / 4].shiftRight(64 * (i % 4)).longValue();
    }
    return words;
  }

  private static BigInteger number(long[] words, int offset) {
    OperandStack stack = new OperandStack();
    System.arraycopy(words, offset, stack.words(), stack.push(), 4);
    Bytes32 bytes = stack.bytes32(0);
    return Bytes.wrap(bytes).toUnsignedBigInteger();
  }
}
