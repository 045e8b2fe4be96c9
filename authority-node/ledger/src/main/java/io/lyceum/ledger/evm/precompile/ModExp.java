package io.lyceum.ledger.evm.precompile;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;

/** 0x05: modular exponentiation (EIP-198). */
public final class ModExp implements Precompile {

  /** What it costs, and how long its operands may be. */
  public enum Price {
    /**
     * The price of Berlin. A base or a modulus longer than the limit costs more than 2^48 gas, and
     * is refused even on a chain that has as much. Of an exponent each byte costs 3 gas at least.
     */
    EIP_2565(200, 3, 8, (1 << 28) - 1, Integer.MAX_VALUE) {
      @Override
      BigInteger multiplication(BigInteger length) {
        return words(length).pow(2);
      }
    },
    /** The price of Osaka, with the limit of EIP-7823. */
    EIP_7883(500, 1, 16, 1024, 1024) {
      @Override
      BigInteger multiplication(BigInteger length) {
        return length.compareTo(WORD) <= 0
            ? BigInteger.valueOf(16)
            : words(length).pow(2).shiftLeft(1);
      }
    };

    private final BigInteger least;
    private final BigInteger divisor;
    private final BigInteger iterationsPerByte;
    private final BigInteger maxLength;
    private final BigInteger maxExponentLength;

    Price(
        long least, long divisor, long iterationsPerByte, long maxLength, long maxExponentLength) {
      this.least = BigInteger.valueOf(least);
      this.divisor = BigInteger.valueOf(divisor);
      this.iterationsPerByte = BigInteger.valueOf(iterationsPerByte);
      this.maxLength = BigInteger.valueOf(maxLength);
      this.maxExponentLength = BigInteger.valueOf(maxExponentLength);
    }

    private boolean refuses(BigInteger base, BigInteger exponent, BigInteger modulus) {
      return base.max(modulus).compareTo(maxLength) > 0
          || exponent.compareTo(maxExponentLength) > 0;
    }

    /** The cost of a multiplication of numbers of some bytes. */
    abstract BigInteger multiplication(BigInteger length);

    private static BigInteger words(BigInteger length) {
      return length.add(BigInteger.valueOf(7)).shiftRight(3);
    }

    private BigInteger of(BigInteger length, BigInteger iterations) {
      return multiplication(length).multiply(iterations).divide(divisor).max(least);
    }
  }

  private static final int HEADER = 96;
  private static final int PIECE = 1 << 16;
  private static final BigInteger WORD = BigInteger.valueOf(32);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final Price price;

  /** For the price of a fork. */
  public ModExp(Price price) {
    this.price = price;
  }

  @Override
  public long gas(Bytes bytes) {
    Input input = new Input(bytes);
    BigInteger baseLength = input.number(0, 32);
    BigInteger exponentLength = input.number(32, 32);
    BigInteger modulusLength = input.number(64, 32);
    return price
        .of(baseLength.max(modulusLength), iterations(input, baseLength, exponentLength))
        .min(MAX_LONG)
        .longValue();
  }

  private BigInteger iterations(Input input, BigInteger baseLength, BigInteger exponentLength) {
    int headLength = exponentLength.min(WORD).intValue();
    long headOffset = baseLength.min(MAX_LONG.shiftRight(1)).longValue() + HEADER;
    BigInteger head = input.number(headOffset, headLength);
    BigInteger tail = exponentLength.subtract(WORD).max(BigInteger.ZERO);
    return tail.multiply(price.iterationsPerByte)
        .add(BigInteger.valueOf(Math.max(0, head.bitLength() - 1)))
        .max(BigInteger.ONE);
  }

  @Override
  public Optional<Bytes> run(Bytes bytes) {
    Input input = new Input(bytes);
    BigInteger baseLength = input.number(0, 32);
    BigInteger exponentLength = input.number(32, 32);
    BigInteger modulusLength = input.number(64, 32);
    if (price == Price.EIP_2565 && baseLength.signum() == 0 && modulusLength.signum() == 0) {
      return Optional.of(Bytes.EMPTY);
    }
    if (price.refuses(baseLength, exponentLength, modulusLength)) {
      return Optional.empty();
    }
    int b = baseLength.intValue();
    int e = exponentLength.intValue();
    int m = modulusLength.intValue();
    BigInteger modulus = input.number((long) HEADER + b + e, m);
    MutableBytes output = MutableBytes.create(m);
    if (modulus.signum() > 0) {
      BigInteger base = input.number(HEADER, b);
      BigInteger power = power(base, input, HEADER + b, e, modulus);
      Bytes result = Bytes.wrap(power.toByteArray()).trimLeadingZeros();
      result.copyTo(output, m - result.size());
    }
    return Optional.of(output);
  }

  /** Takes the exponent in pieces, since it may be longer than a BigInteger. */
  private static BigInteger power(
      BigInteger base, Input input, long exponentOffset, int exponentLength, BigInteger modulus) {
    BigInteger power = BigInteger.ONE.mod(modulus);
    for (long at = 0; at < exponentLength; at += PIECE) {
      int length = (int) Math.min(PIECE, exponentLength - at);
      power =
          power
              .modPow(BigInteger.ONE.shiftLeft(Byte.SIZE * length), modulus)
              .multiply(base.modPow(input.number(exponentOffset + at, length), modulus))
              .mod(modulus);
    }
    return power;
  }
}
