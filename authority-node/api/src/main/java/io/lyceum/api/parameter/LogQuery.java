package io.lyceum.api.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Which logs a client asks for.
 *
 * @param blocks where to look
 * @param criteria what to look for
 */
public record LogQuery(Blocks blocks, LogCriteria criteria) {

  /** Where to look for logs. */
  public sealed interface Blocks {

    /** In one block. */
    record Single(Bytes32 hash) implements Blocks {}

    /** From one block to another, both included. */
    record Range(BlockParameter from, BlockParameter to) implements Blocks {}
  }

  /**
   * Reads the filter object of {@code eth_getLogs}.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static LogQuery parse(JsonNode filter) {
    LogCriteria criteria = LogCriteria.parse(filter);
    return new LogQuery(blocks(filter), criteria);
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
}
