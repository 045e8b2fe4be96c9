package io.lyceum.api.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.LogCriteria;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client wants to be told of. */
sealed interface Topic {

  /** The names by which clients ask. */
  List<String> NAMES = List.of("newHeads", "logs", "newPendingTransactions", "syncing");

  /** Every new block, without its transactions but their hashes. */
  record NewHeads() implements Topic {}

  /** The logs of new blocks that match. */
  record Logs(LogCriteria criteria) implements Topic {

    @Override
    public int weight() {
      return 1 + criteria.size();
    }
  }

  /** Every transaction that comes into the pool, whole or as a hash. */
  record PendingTransactions(boolean whole) implements Topic {}

  /** When synchronization begins and ends. */
  record Syncing() implements Topic {}

  /** What a subscription takes to keep and to tell, next to one that has no criteria. */
  default int weight() {
    return 1;
  }

  /**
   * Reads a topic.
   *
   * @param name one of {@link #NAMES}
   * @param details of logs: address and topics; of pending transactions: whether they are wanted
   *     whole, as geth has it, or as Besu has it in {@code includeTransactions}
   * @throws IllegalArgumentException if it is unknown or malformed
   */
  static Topic parse(String name, Optional<JsonNode> details) {
    return switch (name) {
      case "newHeads" -> new NewHeads();
      case "logs" ->
          new Logs(details.map(LogCriteria::parse).orElse(new LogCriteria(Set.of(), List.of())));
      case "newPendingTransactions" ->
          new PendingTransactions(details.map(Topic::wantsWhole).orElse(false));
      case "syncing" -> new Syncing();
      default -> throw new IllegalArgumentException("one of " + NAMES + " is expected");
    };
  }

  private static boolean wantsWhole(JsonNode details) {
    JsonNode flag = details.isObject() ? details.path("includeTransactions") : details;
    if (!flag.isBoolean() && !flag.isMissingNode()) {
      throw new IllegalArgumentException("true or false is expected");
    }
    return flag.booleanValue();
  }
}
