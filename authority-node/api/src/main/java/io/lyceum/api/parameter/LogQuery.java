package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Which logs a client asks for.
 *
 * @param blocks where to look
 * @param addresses the contracts that may have emitted the log; empty for any
 * @param topics by position, the topics that may stand there; an empty set for any
 */
public record LogQuery(Blocks blocks, Set<Address> addresses, List<Set<Bytes32>> topics) {

  private static final int MOST_ALTERNATIVES = 1000;
  private static final int MOST_TOPICS = 4;

  /** Where to look for logs. */
  public sealed interface Blocks {

    /** In one block. */
    record Single(Bytes32 hash) implements Blocks {}

    /** From one block to another, both included. */
    record Range(BlockParameter from, BlockParameter to) implements Blocks {}
  }

  /** Keeps unmodifiable copies. */
  public LogQuery {
    addresses = Set.copyOf(addresses);
    topics = topics.stream().map(Set::copyOf).toList();
  }

  /**
   * Reads the filter object of {@code eth_getLogs}.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static LogQuery parse(JsonNode filter) {
    if (!filter.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    return new LogQuery(
        blocks(filter),
        alternatives(filter.path("address"), Hexadecimal::address),
        topics(filter.path("topics")));
  }

  private static Blocks blocks(JsonNode filter) {
    boolean range = filter.hasNonNull("fromBlock") || filter.hasNonNull("toBlock");
    if (!filter.hasNonNull("blockHash")) {
      return new Blocks.Range(bound(filter, "fromBlock"), bound(filter, "toBlock"));
    }
    if (range) {
      throw new IllegalArgumentException("blockHash excludes fromBlock and toBlock");
    }
    return new Blocks.Single(Hexadecimal.hash(filter.get("blockHash")));
  }

  private static BlockParameter bound(JsonNode filter, String name) {
    return filter.hasNonNull(name)
        ? BlockParameter.parseNumberOrTag(filter.get(name))
        : BlockParameter.LATEST;
  }

  private static List<Set<Bytes32>> topics(JsonNode topics) {
    if (topics.isMissingNode() || topics.isNull()) {
      return List.of();
    }
    if (!topics.isArray() || topics.size() > MOST_TOPICS) {
      throw new IllegalArgumentException("topics is an array of at most " + MOST_TOPICS);
    }
    List<Set<Bytes32>> byPosition = new ArrayList<>();
    topics.forEach(topic -> byPosition.add(alternatives(topic, Hexadecimal::hash)));
    return byPosition;
  }

  private static <T> Set<T> alternatives(JsonNode value, Function<JsonNode, T> parser) {
    Optional<JsonNode> given = Optional.of(value).filter(v -> !v.isMissingNode() && !v.isNull());
    if (given.isEmpty()) {
      return Set.of();
    }
    if (!value.isArray()) {
      return Set.of(parser.apply(value));
    }
    if (value.size() > MOST_ALTERNATIVES) {
      throw new IllegalArgumentException("more than " + MOST_ALTERNATIVES + " alternatives");
    }
    Set<T> alternatives = new HashSet<>();
    for (JsonNode alternative : value) {
      if (alternative.isNull()) {
        return Set.of();
      }
      alternatives.add(parser.apply(alternative));
    }
    return alternatives;
  }
}
