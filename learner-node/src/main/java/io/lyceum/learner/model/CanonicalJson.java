package io.lyceum.learner.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;

/**
 * The one form in which a document goes on chain: a flat JSON object in UTF-8, keys sorted, no
 * whitespace, integers as integers and decimals as strings. Only this form is read back, so equal
 * documents have equal hashes.
 */
final class CanonicalJson {

  /** The most bytes that a document may have. */
  private static final int LIMIT = 16 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String what;
  private final JsonNode root;

  private CanonicalJson(String what, JsonNode root) {
    this.what = what;
    this.root = root;
  }

  /** Writes a flat object whose values are whole numbers and strings. */
  static Bytes write(Map<String, Object> members) {
    SortedMap<String, Object> sorted = new TreeMap<>(members);
    try {
      return Bytes.wrap(MAPPER.writeValueAsBytes(sorted));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a flat JSON object", e);
    }
  }

  /**
   * Reads a document that has exactly the given keys.
   *
   * @param what the document's name, for messages
   * @throws IllegalArgumentException if the document is too long, is no JSON object, or lacks or
   *     adds a key
   */
  static CanonicalJson read(String what, Bytes document, Set<String> keys) {
    if (document.size() > LIMIT) {
      throw new IllegalArgumentException(
          "%s has %d bytes, more than %d".formatted(what, document.size(), LIMIT));
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(new String(document.toArrayUnsafe(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(what + " is not JSON: " + e.getOriginalMessage(), e);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(what + " is not a JSON object");
    }
    for (String key : keys) {
      if (!root.has(key)) {
        throw new IllegalArgumentException("%s lacks \"%s\"".formatted(what, key));
      }
    }
    if (root.size() != keys.size()) {
      throw new IllegalArgumentException(what + " has keys that it must not have");
    }
    return new CanonicalJson(what, root);
  }

  /** The shortest plain decimal that reads back as this double. */
  static String decimal(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  int integer(String key) {
    JsonNode node = root.get(key);
    if (!node.isInt()) {
      throw new IllegalArgumentException("%s: \"%s\" must be an integer".formatted(what, key));
    }
    return node.intValue();
  }

  long longInteger(String key) {
    JsonNode node = root.get(key);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("%s: \"%s\" must be an integer".formatted(what, key));
    }
    return node.longValue();
  }

  double decimal(String key) {
    JsonNode node = root.get(key);
    if (!node.isTextual() || !node.textValue().matches("[0-9]{1,20}(\\.[0-9]{1,40})?")) {
      throw new IllegalArgumentException(
          "%s: \"%s\" must be a string that holds a decimal".formatted(what, key));
    }
    return Double.parseDouble(node.textValue());
  }

  /**
   * Demands that a document was in canonical form.
   *
   * @throws IllegalArgumentException if it was not
   */
  static void requireCanonical(String what, Bytes document, Bytes canonical) {
    if (!Arrays.equals(document.toArrayUnsafe(), canonical.toArrayUnsafe())) {
      throw new IllegalArgumentException(what + " is not in canonical form");
    }
  }
}
