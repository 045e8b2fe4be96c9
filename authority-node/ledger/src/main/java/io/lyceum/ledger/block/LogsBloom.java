package io.lyceum.ledger.block;

import java.util.Collection;
import java.util.function.IntConsumer;
import org.apache.tuweni.bytes.Bytes;

/** The filter of 2048 bits over the addresses and topics of logs (Yellow Paper, 4.3.1). */
public final class LogsBloom {

  /** Length in bytes. */
  public static final int SIZE = 256;

  /** The filter of no logs. */
  public static final Bytes EMPTY = Bytes.wrap(new byte[SIZE]);

  /** Number of bits. */
  public static final int BITS = 8 * SIZE;

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

  /** Takes the numbers of a filter's bits that are set. */
  public static void forEachBit(Bytes bloom, IntConsumer consumer) {
    for (int i = 0; i < SIZE; i++) {
      int bits = bloom.get(i) & 0xff;
      while (bits != 0) {
        consumer.accept((SIZE - 1 - i) * 8 + Integer.numberOfTrailingZeros(bits));
        bits &= bits - 1;
      }
    }
  }

  static boolean isSet(Bytes bloom, int bit) {
    return (bloom.get(byteOf(bit)) & maskOf(bit)) != 0;
  }

  private static void add(byte[] bloom, Bytes item) {
    BloomItem bits = BloomItem.of(item);
    set(bloom, bits.first());
    set(bloom, bits.second());
    set(bloom, bits.third());
  }

  private static void set(byte[] bloom, int bit) {
    bloom[byteOf(bit)] |= (byte) maskOf(bit);
  }

  private static int byteOf(int bit) {
    return SIZE - 1 - bit / 8;
  }

  private static int maskOf(int bit) {
    return 1 << (bit % 8);
  }
}
