package io.lyceum.ledger.evm.bn254;

import java.math.BigInteger;

/**
 * A number as digits of −1, 0 and 1, no two neighbours of which differ from zero: a third of them
 * on average, where half of the bits are set. It pays where the inverse costs nothing.
 */
final class NonAdjacentForm {

  private final byte[] digits;

  private NonAdjacentForm(byte[] digits) {
    this.digits = digits;
  }

  /** Of a number that is not negative. */
  static NonAdjacentForm of(BigInteger number) {
    BigInteger tripled = number.add(number.shiftLeft(1));
    byte[] digits = new byte[Math.max(0, tripled.bitLength() - 1)];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) (bit(tripled, i + 1) - bit(number, i + 1));
    }
    return new NonAdjacentForm(digits);
  }

  private static int bit(BigInteger number, int index) {
    return number.testBit(index) ? 1 : 0;
  }

  int size() {
    return digits.length;
  }

  /** The digit that counts two to the power of the index. */
  int digit(int index) {
    return digits[index];
  }
}
