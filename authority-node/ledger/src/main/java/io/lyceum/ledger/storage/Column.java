package io.lyceum.ledger.storage;

import java.nio.charset.StandardCharsets;

/** The column families of the store. */
enum Column {
  /** Block hash → header. */
  HEADERS,
  /** Block hash → block, as it is exported. */
  BLOCKS,
  /** Block hash → receipts. */
  RECEIPTS,
  /** Block number → block hash. */
  NUMBERS,
  /** Transaction hash → where it stands. */
  TRANSACTIONS,
  /** Hash → trie node. */
  NODES,
  /** Hash → code. */
  CODES,
  /** The head, how far the logs are indexed. */
  CHAIN,
  /** What other modules keep. */
  RECORDS,
  /** Bit of a bloom filter, section → blocks of the section whose filter has the bit. */
  LOG_ROWS;

  byte[] familyName() {
    return name().getBytes(StandardCharsets.US_ASCII);
  }
}
