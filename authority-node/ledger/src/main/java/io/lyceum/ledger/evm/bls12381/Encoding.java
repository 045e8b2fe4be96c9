package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.MutableBytes;

/** The encodings of EIP-2537, and those of blst. */
final class Encoding {

  /** Bytes of an element of the prime field: 16 zeros, then the number. */
  static final int FIELD_SIZE = 64;

  private static final int PADDING = 16;
  private static final int NUMBER_SIZE = FIELD_SIZE - PADDING;
  private static final Bytes ZEROS = Bytes.wrap(new byte[PADDING]);

  private Encoding() {}

  /** Reads an element; empty if it is not reduced. */
  static Optional<BigInteger> element(Bytes encoded) {
    return Optional.of(encoded.toUnsignedBigInteger()).filter(n -> n.compareTo(Field.P) < 0);
  }

  /** An element as blst has it: the number alone. */
  static Bytes compact(BigInteger element) {
    MutableBytes compact = MutableBytes.create(NUMBER_SIZE);
    Bytes digits = Bytes.wrap(element.toByteArray()).trimLeadingZeros();
    digits.copyTo(compact, NUMBER_SIZE - digits.size());
    return compact;
  }

  /**
   * The numbers of a point as blst has them. EIP-2537 has real parts first and blst has them last,
   * so the order of pairs is the caller's.
   *
   * @return empty if one of them is not reduced
   */
  static Optional<byte[]> compact(Bytes point, int... order) {
    byte[] compact = new byte[order.length * NUMBER_SIZE];
    for (int i = 0; i < order.length; i++) {
      Bytes field = point.slice(order[i] * FIELD_SIZE, FIELD_SIZE);
      if (element(field).isEmpty()) {
        return Optional.empty();
      }
      System.arraycopy(field.toArrayUnsafe(), PADDING, compact, i * NUMBER_SIZE, NUMBER_SIZE);
    }
    return Optional.of(compact);
  }

  /** The opposite of {@link #compact(Bytes, int...)}. */
  static Bytes padded(byte[] compact, int... order) {
    Bytes[] fields = new Bytes[2 * order.length];
    for (int i = 0; i < order.length; i++) {
      fields[2 * order[i]] = ZEROS;
      fields[2 * order[i] + 1] = Bytes.wrap(compact, i * NUMBER_SIZE, NUMBER_SIZE);
    }
    return Bytes.concatenate(fields);
  }
}
