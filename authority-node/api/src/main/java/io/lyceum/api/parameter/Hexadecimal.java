package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Reads <i>data</i> (two hexadecimal digits a byte after {@code 0x}) and <i>quantities</i> (an
 * integer in hexadecimal after {@code 0x}). Leading zeros of a quantity are accepted, and so is a
 * JSON integer, since clients send both. Every method throws {@link IllegalArgumentException} with
 * a message for the client.
 */
public final class Hexadecimal {

  private static final int WORD_DIGITS = 64;

  private Hexadecimal() {}

  /** Data of any length. */
  public static Bytes data(JsonNode value) {
    String digits = digits(value);
    if (digits.length() % 2 != 0) {
      throw new IllegalArgumentException("data has an odd number of digits");
    }
    return Bytes.fromHexString(digits);
  }

  /** Data of 20 bytes. */
  public static Address address(JsonNode value) {
    return new Address(data(value, Address.SIZE));
  }

  /** Data of 32 bytes. */
  public static Bytes32 hash(JsonNode value) {
    return Bytes32.wrap(data(value, Bytes32.SIZE));
  }

  /** A quantity of at most 256 bits. */
  public static UInt256 uint256(JsonNode value) {
    if (value.isIntegralNumber()) {
      BigInteger number = value.bigIntegerValue();
      if (number.signum() < 0 || number.bitLength() > UInt256.SIZE * Byte.SIZE) {
        throw new IllegalArgumentException("number out of range");
      }
      return UInt256.valueOf(number);
    }
    String digits = digits(value);
    if (digits.isEmpty() || digits.length() > WORD_DIGITS) {
      throw new IllegalArgumentException("a quantity has 1 to 64 digits");
    }
    return UInt256.fromHexString(digits);
  }

  /** A quantity below 2^63. */
  public static long unsignedLong(JsonNode value) {
    UInt256 number = uint256(value);
    if (number.bitLength() > Long.SIZE - 1) {
      throw new IllegalArgumentException("number out of range");
    }
    return number.toLong();
  }

  /** A quantity of at most 64 bits; from 2^63 on the result is negative. */
  public static long uint64(JsonNode value) {
    UInt256 number = uint256(value);
    if (number.bitLength() > Long.SIZE) {
      throw new IllegalArgumentException("number out of range");
    }
    return number.getLong(UInt256.SIZE - Long.BYTES);
  }

  /**
   * A quantity of gas, of at most 64 bits. From 2^63 on the result is 2^63 - 1: no block has as
   * much, and clients that want all there is ask for the greatest number of 64 bits.
   */
  public static long gas(JsonNode value) {
    long gas = uint64(value);
    return gas < 0 ? Long.MAX_VALUE : gas;
  }

  private static Bytes data(JsonNode value, int size) {
    Bytes data = data(value);
    if (data.size() != size) {
      throw new IllegalArgumentException(size + " bytes are expected, not " + data.size());
    }
    return data;
  }

  private static String digits(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("a string is expected");
    }
    String text = value.textValue();
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw new IllegalArgumentException("hexadecimal begins with 0x");
    }
    String digits = text.substring(2);
    if (!digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
      throw new IllegalArgumentException("not hexadecimal");
    }
    return digits;
  }
}
