package io.lyceum.genesis.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A TOML table that is read strictly: every key has a type, and a key that nobody asked for is an
 * error.
 */
final class TomlTable {

  private static final TomlMapper MAPPER = new TomlMapper();
  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

  /** As long as the domain name system allows. */
  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._:-]{1,253}");

  private final Path file;
  private final String prefix;
  private final JsonNode node;
  private final Set<String> read = new HashSet<>();

  private TomlTable(Path file, String prefix, JsonNode node) {
    this.file = file;
    this.prefix = prefix;
    this.node = node;
  }

  /** Reads a file and makes a value of it. */
  static <T> T read(Path file, Function<TomlTable, T> reader) {
    return new TomlTable(file.toAbsolutePath(), "", parse(file)).with(reader);
  }

  private static JsonNode parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file, "there is no such file");
    }
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new ConfigException(file, "a configuration file has at most 1 MiB");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      JsonNode tree = MAPPER.readTree(text);
      return tree.isObject() ? tree : JsonNodeFactory.instance.objectNode();
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          file,
          "line %d is not valid TOML (%s)"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (CharacterCodingException e) {
      throw new ConfigException(file, "the file is not UTF-8");
    } catch (IOException e) {
      throw new ConfigException(file, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  /** The word that stands for a constant in a file. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  String string(String key) {
    return text(key, required(key));
  }

  /** A list of strings, each at most once. */
  List<String> strings(String key) {
    JsonNode value = required(key);
    if (!value.isArray()) {
      throw wrong(key, "must be a list of strings");
    }
    List<String> strings = new ArrayList<>();
    value.forEach(item -> strings.add(text(key, item)));
    requireDistinct(key, strings);
    return strings;
  }

  /** Strings, maybe none. */
  List<String> texts(String key) {
    JsonNode value = required(key);
    if (!value.isArray()) {
      throw wrong(key, "must be a list of strings");
    }
    List<String> texts = new ArrayList<>();
    value.forEach(item -> texts.add(text(key, item)));
    return texts;
  }

  /** Paths, maybe none. */
  List<Path> paths(String key) {
    return texts(key).stream().map(text -> resolve(key, text)).toList();
  }

  int positive(String key) {
    JsonNode value = required(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() <= 0) {
      throw wrong(key, "must be an integer from 1 to " + Integer.MAX_VALUE);
    }
    return value.intValue();
  }

  List<URI> urls(String key) {
    List<String> texts = strings(key);
    if (texts.isEmpty()) {
      throw wrong(key, "must be a list of at least one string");
    }
    return texts.stream().map(text -> url(key, text)).toList();
  }

  int port(String key, int lowest) {
    return integer(key, required(key), lowest, 65535);
  }

  Optional<Integer> optionalInteger(String key, int lowest, int highest) {
    return optional(key).map(value -> integer(key, value, lowest, highest));
  }

  private int integer(String key, JsonNode value, int lowest, int highest) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < lowest
        || value.intValue() > highest) {
      throw wrong(key, "must be an integer from %d to %d".formatted(lowest, highest));
    }
    return value.intValue();
  }

  Optional<Boolean> optionalFlag(String key) {
    return optional(key)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw wrong(key, "must be true or false");
              }
              return value.booleanValue();
            });
  }

  Address address(String key) {
    String text = string(key);
    if (!ADDRESS.matcher(text).matches()) {
      throw wrong(key, "must be an address, 0x and 40 hexadecimal digits");
    }
    return Address.fromHex(text);
  }

  Bytes32 hash(String key) {
    String text = string(key);
    if (!HASH.matcher(text).matches()) {
      throw wrong(key, "must be a hash, 0x and 64 hexadecimal digits");
    }
    return Bytes32.fromHexString(text);
  }

  /** A list of addresses, each at most once; none if the key is absent. */
  List<Address> addresses(String key) {
    List<Address> addresses = new ArrayList<>();
    JsonNode array = optional(key).orElse(JsonNodeFactory.instance.arrayNode());
    if (!array.isArray()) {
      throw wrong(key, "must be a list of addresses");
    }
    for (JsonNode item : array) {
      if (!ADDRESS.matcher(item.asText()).matches()) {
        throw wrong(key, "must hold addresses, 0x and 40 hexadecimal digits");
      }
      addresses.add(Address.fromHex(item.asText()));
    }
    requireDistinct(key, addresses);
    return addresses;
  }

  /** A host name or an IP address. */
  String host(String key) {
    return host(key, required(key));
  }

  Optional<String> optionalHost(String key) {
    return optional(key).map(value -> host(key, value));
  }

  private String host(String key, JsonNode value) {
    String text = text(key, value);
    if (!HOST.matcher(text).matches()) {
      throw wrong(key, "must be a host name or an IP address");
    }
    return text;
  }

  Path path(String key) {
    return resolve(key, string(key));
  }

  Optional<Path> optionalPath(String key) {
    return optional(key).map(value -> resolve(key, text(key, value)));
  }

  <E extends Enum<E>> Optional<E> optionalConstant(String key, Class<E> type) {
    return optional(key)
        .map(
            value ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> nameOf(constant).equals(text(key, value)))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            wrong(
                                key,
                                Arrays.stream(type.getEnumConstants())
                                    .map(TomlTable::nameOf)
                                    .collect(Collectors.joining(", ", "must be one of ", "")))));
  }

  <T> T table(String key, Function<TomlTable, T> reader) {
    return nested(key, prefix + key + ".", required(key), reader);
  }

  <T> Optional<T> optionalTable(String key, Function<TomlTable, T> reader) {
    return optional(key).map(value -> nested(key, prefix + key + ".", value, reader));
  }

  /**
   * The tables of an array of tables; none if the key is absent.
   *
   * @param identity what each has for itself
   */
  <T> List<T> tables(String key, Function<TomlTable, T> reader, Function<T, ?> identity) {
    List<T> values = new ArrayList<>();
    optional(key)
        .ifPresent(
            array -> {
              if (!array.isArray()) {
                throw wrong(key, "must be an array of tables, [[" + prefix + key + "]]");
              }
              for (JsonNode item : array) {
                String path = "%s%s[%d].".formatted(prefix, key, values.size());
                values.add(nested(key, path, item, reader));
              }
            });
    requireDistinct(key, values.stream().map(identity).toList());
    return values;
  }

  private void requireDistinct(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw wrong(key, "names " + value + " twice");
      }
    }
  }

  private <T> T nested(String key, String path, JsonNode value, Function<TomlTable, T> reader) {
    if (!value.isObject()) {
      throw wrong(key, "must be a table");
    }
    return new TomlTable(file, path, value).with(reader);
  }

  private <T> T with(Function<TomlTable, T> reader) {
    T value = reader.apply(this);
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!read.contains(key)) {
                throw wrong(key, "is unknown");
              }
            });
    return value;
  }

  private JsonNode required(String key) {
    return optional(key).orElseThrow(() -> wrong(key, "is missing"));
  }

  private Optional<JsonNode> optional(String key) {
    read.add(key);
    return Optional.ofNullable(node.get(key));
  }

  private String text(String key, JsonNode value) {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(key, "must be a string that is not empty");
    }
    return value.textValue();
  }

  private Path resolve(String key, String text) {
    try {
      return file.resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      throw wrong(key, "must be a path");
    }
  }

  private URI url(String key, String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw wrong(key, "must hold http or https URLs (" + e.getMessage() + ")");
    }
    throw wrong(key, "must hold http or https URLs");
  }

  /** What to throw when a key's value cannot be used; the problem goes on after the key. */
  ConfigException wrong(String key, String problem) {
    return new ConfigException(file, "key '" + prefix + key + "' " + problem);
  }
}
