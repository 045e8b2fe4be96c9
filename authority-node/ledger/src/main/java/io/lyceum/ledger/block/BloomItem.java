package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Keccak;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * An address or a topic as a bloom filter sees it: three of its 2048 bits, numbered from the lowest
 * (Yellow Paper, 4.3.1).
 */
public record BloomItem(int first, int second, int third) {

  /** Of an address (20 bytes) or a topic (32 bytes). */
  public static BloomItem of(Bytes item) {
    Bytes32 hash = Keccak.hash(item);
    return new BloomItem(bit(hash, 0), bit(hash, 1), bit(hash, 2));
  }

  /** Whether a filter may hold it; if not, it does not. */
  public boolean mayBeIn(Bytes bloom) {
    return LogsBloom.isSet(bloom, first)
        && LogsBloom.isSet(bloom, second)
        && LogsBloom.isSet(bloom, third);
  }

  /** The low 11 bits of one of the first three pairs of bytes. */
  private static int bit(Bytes32 hash, int pair) {
    return ((hash.get(2 * pair) & 0x07) << 8) | (hash.get(2 * pair + 1) & 0xff);
  }
}
