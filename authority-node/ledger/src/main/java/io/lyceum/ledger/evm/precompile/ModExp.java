package io.lyceum.ledger.evm.precompile;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;

/** 0x05: modular exponentiation (EIP-198) at the price of EIP-2565. */
final class ModExp implements Precompile {

  private static final int HEADER = 96;

  /** No gas pays for operands of 2^28 bytes and more. */
  private static final int MAX_LENGTH_BITS = 28;

  private static final BigInteger MIN_GAS = BigInteger.valueOf(200);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  @Override
  public long gas(Bytes bytes) {
    Input input = new Input(bytes);
    BigInteger baseLength = input.number(0, 32);
    BigInteger exponentLength = input.number(32, 32);
    BigInteger modulusLength = input.number(64, 32);
    BigInteger words = baseLength.max(modulusLength).add(BigInteger.valueOf(7)).shiftRight(3);
    BigInteger gas =
        words
            .multiply(words)
            .multiply(iterations(input, baseLength, exponentLength))
            .divide(BigInteger.valueOf(3))
            .max(MIN_GAS);
    return gas.min(MAX_LONG).longValue();
  }

  private static BigInteger iterations(
      Input input, BigInteger baseLength, BigInteger exponentLength) {
    int headLength = exponentLength.min(BigInteger.valueOf(32)).intValue();
    long headOffset = baseLength.min(MAX_LONG.shiftRight(1)).longValue() + HEADER;
    BigInteger head =
        headOffset >= input.bytes().size()
            ? BigInteger.ZERO
            : input.number((int) headOffset, headLength);
    BigInteger tail = exponentLength.subtract(BigInteger.valueOf(32)).max(BigInteger.ZERO);
    return tail.shiftLeft(3)
        .add(BigInteger.valueOf(Math.max(0, head.bitLength() - 1)))
        .max(BigInteger.ONE);
  }

  @Override
  public Optional<Bytes> run(Bytes bytes) {
    Input input = new Input(bytes);
    BigInteger baseLength = input.number(0, 32);
    BigInteger modulusLength = input.number(64, 32);
    if (baseLength.signum() == 0 && modulusLength.signum() == 0) {
      return Optional.of(Bytes.EMPTY);
    }
    BigInteger exponentLength = input.number(32, 32);
    if (baseLength.bitLength() > MAX_LENGTH_BITS
        || exponentLength.bitLength() > MAX_LENGTH_BITS
        || modulusLength.bitLength() > MAX_LENGTH_BITS) {
      return Optional.empty();
    }
    int b = baseLength.intValue();
    int e = exponentLength.intValue();
    int m = modulusLength.intValue();
    BigInteger modulus = input.number(HEADER + b + e, m);
    MutableBytes output = MutableBytes.create(m);
    if (modulus.signum() > 0) {
      BigInteger base = input.number(HEADER, b);
      BigInteger exponent = input.number(HEADER + b, e);
      Bytes result = Bytes.wrap(base.modPow(exponent, modulus).toByteArray()).trimLeadingZeros();
      result.copyTo(output, m - result.size());
    }
    return Optional.of(output);
  }
}
