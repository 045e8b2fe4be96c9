package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node tells of a block.
 *
 * @param timestamp in seconds since 1970
 * @param gasUsed by its transactions
 * @param bytes of its encoding
 * @param transactions their hashes
 */
record SealedBlock(
    long number, long timestamp, long gasUsed, long bytes, List<String> transactions) {

  /** Reads the answer to {@code eth_getBlockByNumber} without full transactions. */
  static SealedBlock of(JsonNode block) {
    List<String> hashes = new ArrayList<>();
    block.path("transactions").forEach(hash -> hashes.add(hash.asText()));
    return new SealedBlock(
        quantity(block, "number"),
        quantity(block, "timestamp"),
        quantity(block, "gasUsed"),
        quantity(block, "size"),
        hashes);
  }

  private static long quantity(JsonNode block, String name) {
    return Long.decode(block.path(name).asText("0x0"));
  }
}
