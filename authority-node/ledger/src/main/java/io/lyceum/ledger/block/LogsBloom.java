package io.lyceum.ledger.block;

import io.lyceum.ledger.crypto.Keccak;
import java.util.Collection;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** The filter of 2048 bits over the addresses and topics of logs (Yellow Paper, 4.3.1). */
public final class LogsBloom {

  /** Length in bytes. */
  public static final int SIZE = 256;

  /** The filter of no logs. */
  public static final Bytes EMPTY = Bytes.wrap(new byte[SIZE]);

  private static final int BITS_PER_ITEM = 3;

  private LogsBloom() {}

  /** The filter of some logs. */
  public static Bytes of(Collection<Log> logs) {
    byte[] bloom = new byte[SIZE];
    for (Log log : logs) {
      add(bloom, log.address().bytes());
      log.topics().forEach(topic -> add(bloom, topic));
    }
    return Bytes.wrap(bloom);
  }

  /** The filter of a block: the union of its receipts' filters. */
  public static Bytes ofReceipts(Collection<TransactionReceipt> receipts) {
    byte[] union = new byte[SIZE];
    for (TransactionReceipt receipt : receipts) {
      Bytes bloom = receipt.logsBloom();
      for (int i = 0; i < SIZE; i++) {
        union[i] |= bloom.get(i);
      }
    }
    return Bytes.wrap(union);
  }

  /** Whether an address (20 bytes) or a topic (32 bytes) may be among the logs. */
  public static boolean mayContain(Bytes bloom, Bytes item) {
    Bytes32 hash = Keccak.hash(item);
    for (int i = 0; i < BITS_PER_ITEM; i++) {
      int bit = bitOf(hash, i);
      if ((bloom.get(byteOf(bit)) & maskOf(bit)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static void add(byte[] bloom, Bytes item) {
    Bytes32 hash = Keccak.hash(item);
    for (int i = 0; i < BITS_PER_ITEM; i++) {
      int bit = bitOf(hash, i);
      bloom[byteOf(bit)] |= (byte) maskOf(bit);
    }
  }

  /** The low 11 bits of each of the first three pairs of bytes. */
  private static int bitOf(Bytes32 hash, int pair) {
    return ((hash.get(2 * pair) & 0x07) << 8) | (hash.get(2 * pair + 1) & 0xff);
  }

  private static int byteOf(int bit) {
    return SIZE - 1 - bit / 8;
  }

  private static int maskOf(int bit) {
    return 1 << (bit % 8);
  }
}
