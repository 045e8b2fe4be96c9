package io.lyceum.ledger.statetest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The values of state tests. Numbers are hexadecimal with any number of leading zeros, or none at
 * all after 0x; what would not fit is marked by "bigint" and given whole. Each method throws
 * IllegalArgumentException where there is something else.
 */
final class StateTestJson {

  private static final int WORD_BITS = 256;
  private static final int LONG_BITS = 64;

  private StateTestJson() {}

  /** The member of an object that it must have. */
  static JsonNode member(JsonNode json, String name) {
    JsonNode member = json.get(name);
    if (member == null || member.isNull()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return member;
  }

  /** An element of an array that it must have. */
  static JsonNode element(JsonNode array, JsonNode index) {
    JsonNode element = index == null ? null : array.get(index.asInt(-1));
    if (element == null) {
      throw new IllegalArgumentException("there is no element " + index);
    }
    return element;
  }

  /** Whether there is anything. */
  static boolean isGiven(JsonNode json) {
    return json != null && !json.isMissingNode() && !json.isNull();
  }

  /** A number of 256 bits; another where there is none. */
  static UInt256 uint256(JsonNode json, long otherwise) {
    return isGiven(json) ? uint256(json) : UInt256.valueOf(otherwise);
  }

  /** A number of 256 bits. */
  static UInt256 uint256(JsonNode json) {
    return UInt256.valueOf(number(json, WORD_BITS));
  }

  /** A number of unsigned 64 bits; 0 where there is none. */
  static long uint64(JsonNode json) {
    return isGiven(json) ? number(json, LONG_BITS).longValue() : 0;
  }

  /** A number of at most so many bits. */
  static BigInteger number(JsonNode json, int bits) {
    BigInteger number = json.isNumber() ? json.bigIntegerValue() : number(json.asText());
    if (number.signum() < 0 || number.bitLength() > bits) {
      throw new IllegalArgumentException(number.toString(16) + " has more than " + bits + " bits");
    }
    return number;
  }

  private static BigInteger number(String text) {
    String digits = text.substring(text.lastIndexOf(' ') + 1);
    if (!digits.startsWith("0x")) {
      return new BigInteger(digits);
    }
    return digits.length() == 2 ? BigInteger.ZERO : new BigInteger(digits.substring(2), 16);
  }

  /** Bytes; none where there is nothing, and with a leading zero where digits are odd. */
  static Bytes bytes(JsonNode json) {
    return isGiven(json) ? Bytes.fromHexStringLenient(json.asText()) : Bytes.EMPTY;
  }

  static Bytes32 bytes32(JsonNode json) {
    return Bytes32.leftPad(bytes(json));
  }

  static Address address(JsonNode json) {
    return new Address(bytes(json));
  }
}
