package io.lyceum.benchmarks;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A program with its input, and with as many rounds as take some milliseconds. */
public enum Workload {
  /** MUL, ADD, SUB, XOR, NOT, SHR on full words, and the stack. */
  ARITHMETIC("arithmetic", 20_000, Bytes.EMPTY),
  /** DIV, MOD and MULMOD of full words. */
  DIVISION("division", 10_000, Bytes.EMPTY),
  /** KECCAK256 of 64 bytes. */
  KECCAK("keccak", 5_000, Bytes.EMPTY),
  /** KECCAK256 of 4096 bytes. */
  LONG_KECCAK("long-keccak", 200, Bytes.EMPTY),
  /** SSTORE to slots that were zero. */
  STORAGE("storage", 1_000, Bytes.EMPTY),
  /** SLOAD and SSTORE of a warm slot. */
  WARM_STORAGE("warm-storage", 5_000, Bytes.EMPTY),
  /** MLOAD and MSTORE. */
  MEMORY_WORDS("memory-words", 10_000, Bytes.EMPTY),
  /** CALLDATACOPY and MCOPY of 256 bytes. */
  MEMORY_COPY("memory-copy", 10_000, Bytes.EMPTY),
  /** Modular exponentiation as RSA verifies: 2048 bits to the power of 65537. */
  MODEXP("precompile", 50, Inputs.modexp()),
  /** A pairing check of two pairs on bn128, which holds. */
  PAIRING("precompile", 5, Inputs.pairing());

  private final String program;
  private final int rounds;
  private final Bytes input;

  Workload(String program, int rounds, Bytes input) {
    this.program = program;
    this.rounds = rounds;
    this.input = input;
  }

  /** The name of the program. */
  String program() {
    return program;
  }

  /** How often it does what it does. */
  int rounds() {
    return rounds;
  }

  /** Call data behind the number of rounds. */
  Bytes input() {
    return input;
  }

  /** Inputs of precompiles, each behind the address. */
  private static final class Inputs {

    private static final BigInteger FIELD =
        new BigInteger(
            "21888242871839275222246405745257275088696311157297823662689037894645226208583");

    /** An odd modulus of 2048 bits and a base below it: digits of hashes would serve as well. */
    static Bytes modexp() {
      BigInteger modulus = BigInteger.TWO.pow(2048).subtract(BigInteger.valueOf(1_942_289));
      BigInteger base = BigInteger.valueOf(3).pow(1292).mod(modulus);
      return Bytes.concatenate(
          word(BigInteger.valueOf(5)),
          word(BigInteger.valueOf(256)),
          word(BigInteger.valueOf(3)),
          word(BigInteger.valueOf(256)),
          number(base, 256),
          number(BigInteger.valueOf(65_537), 3),
          number(modulus, 256));
    }

    /** e(G1, G2) · e(−G1, G2) = 1, with the generators of EIP-197. */
    static Bytes pairing() {
      Bytes g2 =
          Bytes.concatenate(
              word("11559732032986387107991004021392285783925812861821192530917403151452391805634"),
              word("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
              word("4082367875863433681332203403145435568316851327593401208105741076214120093531"),
              word("8495653923123431417604973247489272438418190587263600148770280649306958101930"));
      return Bytes.concatenate(
          word(BigInteger.valueOf(8)),
          word(BigInteger.ONE),
          word(BigInteger.TWO),
          g2,
          word(BigInteger.ONE),
          word(FIELD.subtract(BigInteger.TWO)),
          g2);
    }

    private static Bytes word(String decimal) {
      return word(new BigInteger(decimal));
    }

    private static Bytes word(BigInteger number) {
      return number(number, Bytes32.SIZE);
    }

    private static Bytes number(BigInteger number, int size) {
      Bytes digits = Bytes.wrap(number.toByteArray()).trimLeadingZeros();
      return Bytes.concatenate(Bytes.wrap(new byte[size - digits.size()]), digits);
    }
  }
}
