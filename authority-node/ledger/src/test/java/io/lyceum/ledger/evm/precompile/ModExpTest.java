package io.lyceum.ledger.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class ModExpTest {

  private final ModExp berlin = new ModExp(ModExp.Price.EIP_2565);

  private static Bytes lengths(long base, long exponent, long modulus) {
    return Bytes.concatenate(
        UInt256.valueOf(base), UInt256.valueOf(exponent), UInt256.valueOf(modulus));
  }

  @Test
  void exponentOfSeveralPiecesIsTakenWhole() {
    byte[] exponent = new byte[(2 << 16) + 3];
    new Random(1).nextBytes(exponent);
    Bytes input =
        Bytes.concatenate(
            lengths(1, exponent.length, 2),
            Bytes.of(7),
            Bytes.wrap(exponent),
            Bytes.of(0xff, 0xf1));

    BigInteger expected =
        BigInteger.valueOf(7).modPow(new BigInteger(1, exponent), BigInteger.valueOf(0xfff1));
    assertThat(berlin.run(input).orElseThrow().toUnsignedBigInteger()).isEqualTo(expected);
  }

  @Test
  void exponentLongerThanANumberOfJavaIsNotRefused() {
    Bytes input = Bytes.concatenate(lengths(1, 1L << 29, 1), Bytes.of(1));

    assertThat(berlin.gas(input)).isEqualTo(((1L << 29) - 32) * 8 / 3);
    assertThat(berlin.run(input)).contains(Bytes.of(0));
  }

  @Test
  void powerWithoutExponentIsOneExceptModuloOne() {
    assertThat(berlin.run(Bytes.concatenate(lengths(1, 0, 1), Bytes.of(9, 5))))
        .contains(Bytes.of(1));
    assertThat(berlin.run(Bytes.concatenate(lengths(1, 0, 1), Bytes.of(9, 1))))
        .contains(Bytes.of(0));
  }
}
