package io.lyceum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.MessageResult;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each program returns what the same computation in Java gives. */
class WorkloadTest {

  private static final BigInteger WORD = BigInteger.TWO.pow(256);
  private static final BigInteger X =
      hex("9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95");
  private static final BigInteger Y =
      hex("b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef");

  @ParameterizedTest
  @EnumSource
  void returnsWhatItShallCompute(Workload workload) {
    int rounds = Math.min(workload.rounds(), 100);

    MessageResult result = EvmProgram.named(workload.program()).run(rounds, workload.input());

    assertThat(result.halt()).isEmpty();
    assertThat(result.isSuccess()).isTrue();
    assertThat(result.output()).isEqualTo(expected(workload, rounds));
  }

  private static Bytes expected(Workload workload, int rounds) {
    return switch (workload) {
      case ARITHMETIC -> word(arithmetic(rounds));
      case DIVISION -> word(division(rounds));
      case KECCAK -> keccak(rounds, 64);
      case LONG_KECCAK -> longKeccak(rounds);
      case STORAGE -> word(BigInteger.ONE);
      case WARM_STORAGE, MEMORY_WORDS, MEMORY_COPY -> word(BigInteger.valueOf(rounds));
      case MODEXP -> power(workload.input());
      case PAIRING -> word(BigInteger.ONE);
    };
  }

  private static BigInteger arithmetic(int rounds) {
    BigInteger x = X;
    BigInteger y = Y;
    for (int i = 0; i < rounds; i++) {
      BigInteger nextX = x.multiply(y).add(x).mod(WORD).xor(y);
      BigInteger notY = WORD.subtract(BigInteger.ONE).subtract(y);
      y = y.add(notY.subtract(x).mod(WORD).shiftRight(7)).mod(WORD);
      x = nextX;
    }
    return x.add(y).mod(WORD);
  }

  private static BigInteger division(int rounds) {
    BigInteger divisor = hex("c90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74");
    BigInteger modulus = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    BigInteger x = X;
    for (int i = 0; i < rounds; i++) {
      BigInteger sum = x.divide(divisor).add(x.mod(divisor)).mod(WORD);
      x = sum.multiply(x).mod(modulus);
    }
    return x;
  }

  private static Bytes keccak(int rounds, int size) {
    byte[] memory = new byte[size];
    memory[63] = 1;
    return hashInto(memory, rounds);
  }

  private static Bytes longKeccak(int rounds) {
    return hashInto(new byte[4096], rounds);
  }

  private static Bytes hashInto(byte[] memory, int rounds) {
    for (int i = 0; i < rounds; i++) {
      System.arraycopy(Keccak.hash(memory), 0, memory, 0, Bytes32.SIZE);
    }
    return Bytes.wrap(Arrays.copyOf(memory, Bytes32.SIZE));
  }

  private static Bytes power(Bytes input) {
    Bytes numbers = input.slice(4 * Bytes32.SIZE);
    BigInteger base = numbers.slice(0, 256).toUnsignedBigInteger();
    BigInteger exponent = numbers.slice(256, 3).toUnsignedBigInteger();
    BigInteger modulus = numbers.slice(259, 256).toUnsignedBigInteger();
    Bytes digits = Bytes.wrap(base.modPow(exponent, modulus).toByteArray()).trimLeadingZeros();
    return Bytes.concatenate(Bytes.wrap(new byte[256 - digits.size()]), digits);
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  private static Bytes32 word(BigInteger number) {
    return Bytes32.leftPad(Bytes.wrap(number.toByteArray()).trimLeadingZeros());
  }
}
