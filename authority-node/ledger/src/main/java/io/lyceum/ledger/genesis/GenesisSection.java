package io.lyceum.ledger.genesis;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.types.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An object of the genesis file, whose keys are found without regard to case, as Besu finds them.
 */
final class GenesisSection {

  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final String name;
  private final Map<String, JsonNode> values = new TreeMap<>();

  GenesisSection(String name, JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidGenesisException("Genesis: " + name + " is not an object");
    }
    this.name = name;
    node.properties()
        .forEach(entry -> values.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
  }

  Map<String, JsonNode> values() {
    return values;
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  Optional<GenesisSection> section(String key) {
    return value(key).map(node -> new GenesisSection(key, node));
  }

  GenesisSection requiredSection(String key) {
    return section(key).orElseThrow(() -> missing(key));
  }

  boolean flag(String key) {
    return value(key).map(JsonNode::asBoolean).orElse(false);
  }

  /** An unsigned number of 256 bits: a JSON number, decimal digits, or hexadecimal after 0x. */
  Optional<UInt256> uint256(String key) {
    return number(key, BigInteger.TWO.pow(256).subtract(BigInteger.ONE)).map(UInt256::valueOf);
  }

  /** A number from 0 to 2^63 - 1. */
  Optional<Long> positiveLong(String key) {
    return number(key, BigInteger.valueOf(Long.MAX_VALUE)).map(BigInteger::longValueExact);
  }

  long requiredPositiveLong(String key) {
    return positiveLong(key).orElseThrow(() -> missing(key));
  }

  /** A number of unsigned 64 bits in hexadecimal, be there 0x before it or not. */
  Optional<Long> hexUint64(String key) {
    return inRange(
            key, text(key).map(text -> parse(key, text, GenesisSection::parseHex)), MAX_UINT64)
        .map(BigInteger::longValue);
  }

  Optional<Address> address(String key) {
    return text(key).map(text -> parse(key, text, Address::fromHex));
  }

  Optional<Bytes32> bytes32(String key) {
    return text(key).map(text -> parse(key, text, Bytes32::fromHexString));
  }

  Optional<Bytes> bytes(String key) {
    return text(key).map(text -> parse(key, text, Bytes::fromHexString));
  }

  private Optional<BigInteger> number(String key, BigInteger max) {
    return inRange(key, text(key).map(text -> parse(key, text, GenesisSection::parseNumber)), max);
  }

  private Optional<BigInteger> inRange(String key, Optional<BigInteger> number, BigInteger max) {
    number
        .filter(value -> value.signum() < 0 || value.compareTo(max) > 0)
        .ifPresent(
            value -> {
              throw new InvalidGenesisException(
                  "Genesis: " + name + "." + key + " is out of range: " + value);
            });
    return number;
  }

  /** The objects of an array; none if there is no array. */
  List<GenesisSection> sections(String key) {
    return value(key).map(node -> elements(key, node)).orElse(List.of()).stream()
        .map(node -> new GenesisSection(key, node))
        .toList();
  }

  /** The addresses of an array. */
  Optional<List<Address>> addresses(String key) {
    return value(key)
        .map(
            node ->
                elements(key, node).stream()
                    .map(element -> parse(key, element.asText(), Address::fromHex))
                    .toList());
  }

  private List<JsonNode> elements(String key, JsonNode node) {
    if (!node.isArray()) {
      throw new InvalidGenesisException("Genesis: " + name + "." + key + " is not an array");
    }
    return node.valueStream().toList();
  }

  Optional<String> text(String key) {
    return value(key).map(JsonNode::asText);
  }

  private Optional<JsonNode> value(String key) {
    return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)))
        .filter(node -> !node.isNull());
  }

  private <T> T parse(String key, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidGenesisException(
          "Genesis: " + name + "." + key + " cannot be read: " + e.getMessage(), e);
    }
  }

  static BigInteger parseNumber(String text) {
    return isHex(text) ? parseHex(text) : new BigInteger(text);
  }

  private static BigInteger parseHex(String text) {
    String digits = isHex(text) ? text.substring(2) : text;
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 16);
  }

  private static boolean isHex(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  private InvalidGenesisException missing(String key) {
    return new InvalidGenesisException("Genesis: " + name + "." + key + " is missing");
  }
}
