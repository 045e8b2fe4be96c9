package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.ledger.block.BloomQuery;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Which logs a client wants, wherever they are. Immutable. */
public final class LogCriteria {

  /** The most addresses and topics together. */
  private static final int MOST_ALTERNATIVES = 1000;

  private static final int MOST_TOPICS = 4;

  private final Set<Address> addresses;
  private final List<Set<Bytes32>> topics;
  private final BloomQuery bloom;

  /**
   * Keeps unmodifiable copies.
   *
   * @param addresses the contracts that may have emitted the log; empty for any
   * @param topics by position, the topics that may stand there; an empty set for any
   */
  public LogCriteria(Set<Address> addresses, List<Set<Bytes32>> topics) {
    this.addresses = Set.copyOf(addresses);
    this.topics = topics.stream().map(Set::copyOf).toList();
    List<Collection<? extends Bytes>> clauses = new ArrayList<>(this.topics);
    clauses.add(this.addresses.stream().map(Address::bytes).toList());
    this.bloom = BloomQuery.of(clauses);
  }

  /**
   * Reads the members {@code address} and {@code topics} of an object.
   *
   * @throws IllegalArgumentException if they are malformed
   */
  public static LogCriteria parse(JsonNode filter) {
    if (!filter.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    LogCriteria criteria =
        new LogCriteria(
            alternatives(filter.path("address"), Hexadecimal::address),
            topics(filter.path("topics")));
    if (criteria.size() > MOST_ALTERNATIVES) {
      throw tooMany();
    }
    return criteria;
  }

  /** How many addresses and topics there are: what it takes to keep and to compare them. */
  public int size() {
    return addresses.size() + topics.stream().mapToInt(Set::size).sum();
  }

  /** What bloom filters can tell of such logs. */
  public BloomQuery bloom() {
    return bloom;
  }

  /** Whether a block with this bloom filter may hold such a log. */
  public boolean mayBeIn(Bytes logsBloom) {
    return bloom.mayMatch(logsBloom);
  }

  /** Whether a log of a contract with these topics is wanted. */
  public boolean match(Address emitter, List<Bytes32> emitted) {
    if (!addresses.isEmpty() && !addresses.contains(emitter) || topics.size() > emitted.size()) {
      return false;
    }
    for (int i = 0; i < topics.size(); i++) {
      if (!topics.get(i).isEmpty() && !topics.get(i).contains(emitted.get(i))) {
        return false;
      }
    }
    return true;
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
      throw tooMany();
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

  private static IllegalArgumentException tooMany() {
    return new IllegalArgumentException("more than " + MOST_ALTERNATIVES + " addresses and topics");
  }
}
