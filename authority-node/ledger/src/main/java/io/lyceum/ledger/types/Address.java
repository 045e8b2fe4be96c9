package io.lyceum.ledger.types;

import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;

/** A 20-byte account address. Ordered by its unsigned bytes, as QBFT orders validators. */
public record Address(Bytes bytes) implements Comparable<Address> {

  /** Length of an address in bytes. */
  public static final int SIZE = 20;

  /** The address of twenty zero bytes. */
  public static final Address ZERO = new Address(Bytes.wrap(new byte[SIZE]));

  /**
   * @param bytes exactly 20 bytes
   * @throws IllegalArgumentException if the length differs
   */
  public Address {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("An address has 20 bytes, not " + bytes.size());
    }
  }

  /**
   * Reads an address from hexadecimal digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is not 40 hexadecimal digits
   */
  public static Address fromHex(String hex) {
    return new Address(Bytes.fromHexString(hex));
  }

  @Override
  public int compareTo(Address other) {
    return bytes.compareTo(other.bytes);
  }

  /** Lower-case hexadecimal with {@code 0x}. */
  @Override
  public String toString() {
    return bytes.toHexString();
  }
}
