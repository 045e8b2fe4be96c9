package io.lyceum.ledger.storage;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BloomItem;
import io.lyceum.ledger.block.BloomQuery;
import io.lyceum.ledger.block.LogsBloom;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bloom filters of all blocks, turned on their side: for each section of 1024 blocks and each
 * bit of a filter, a row that says which of the blocks have the bit. So a search reads three rows
 * for an address or a topic in place of 1024 filters. (go-ethereum's "bloombits" did the same.)
 *
 * <p>A section is written with its last block, in the same atomic write; the filters since then are
 * in memory. Blocks that an older version wrote are indexed when the store is opened. One thread
 * writes; any may read.
 */
final class LogIndex {

  /** Blocks in a section. */
  static final int SECTION = 1024;

  /** One row more than a filter has bits: the blocks with any log. */
  static final int ANY_LOG = LogsBloom.BITS;

  private static final Logger LOG = LoggerFactory.getLogger(LogIndex.class);

  /** How many sections are written. */
  static final Bytes SECTIONS = Bytes.of('s');

  private final RocksDbStore store;
  private volatile OpenSection open = new OpenSection(0);

  /** The blocks since the last whole section; only ever added to. */
  private static final class OpenSection {

    private final long number;
    private final Bytes[] blooms = new Bytes[SECTION];
    private volatile int size;

    OpenSection(long number) {
      this.number = number;
    }

    void add(Bytes bloom) {
      blooms[size] = bloom;
      // The volatile write publishes the element.
      size = size + 1;
    }

    IntStream matches(BloomQuery query) {
      return IntStream.range(0, size).filter(i -> query.mayMatch(blooms[i]));
    }
  }

  LogIndex(RocksDbStore store) {
    this.store = store;
  }

  /** Goes on at the head of a chain, after indexing what no version with an index has written. */
  void resume(long head, LongFunction<BlockHeader> headers) {
    long whole = (head + 1) / SECTION;
    long written = store.get(Column.CHAIN, SECTIONS).map(Bytes::toLong).orElse(0L);
    if (written < whole) {
      LOG.info("Indexing the logs of {} blocks", (whole - written) * SECTION);
    }
    for (long section = written; section < whole; section++) {
      try (WriteTransaction write = store.begin()) {
        putSection(write, collect(section, (section + 1) * SECTION - 1, headers));
        write.commit(Durability.LATER);
      }
    }
    open = collect(whole, head, headers);
  }

  /** Makes a block part of a write. */
  void put(WriteTransaction write, BlockHeader header) {
    if (header.number() % SECTION == SECTION - 1) {
      OpenSection whole = new OpenSection(open.number);
      for (int i = 0; i < SECTION - 1; i++) {
        whole.add(open.blooms[i]);
      }
      whole.add(header.logsBloom());
      putSection(write, whole);
    }
  }

  /** The write was applied. */
  void advance(BlockHeader header) {
    if (header.number() % SECTION == SECTION - 1) {
      open = new OpenSection(open.number + 1);
    } else {
      open.add(header.logsBloom());
    }
  }

  /** The blocks of a range that may hold wanted logs, ascending. */
  LongStream mayHold(BloomQuery query, long from, long to) {
    // Taken before the rows are read: what is no longer open then has been written.
    OpenSection unwritten = open;
    return LongStream.rangeClosed(from / SECTION, Math.min(to / SECTION, unwritten.number))
        .flatMap(
            section ->
                (section < unwritten.number
                        ? writtenMatches(section, query)
                        : unwritten.matches(query))
                    .mapToLong(offset -> section * SECTION + offset))
        .filter(number -> number >= from && number <= to);
  }

  private IntStream writtenMatches(long section, BloomQuery query) {
    Map<Integer, BitSet> known = new HashMap<>();
    IntFunction<BitSet> rows = bit -> known.computeIfAbsent(bit, missing -> row(missing, section));
    BitSet blocks = (BitSet) rows.apply(ANY_LOG).clone();
    for (List<BloomItem> clause : query.clauses()) {
      if (blocks.isEmpty()) {
        break;
      }
      BitSet matching = new BitSet(SECTION);
      for (BloomItem item : clause) {
        BitSet holding = (BitSet) rows.apply(item.first()).clone();
        holding.and(rows.apply(item.second()));
        holding.and(rows.apply(item.third()));
        matching.or(holding);
      }
      blocks.and(matching);
    }
    return blocks.stream();
  }

  private BitSet row(int bit, long section) {
    return store
        .get(Column.LOG_ROWS, key(bit, section))
        .map(row -> BitSet.valueOf(row.toArrayUnsafe()))
        .orElseGet(BitSet::new);
  }

  /** Rows without a block are left out. */
  private static void putSection(WriteTransaction write, OpenSection section) {
    BitSet[] rows = new BitSet[ANY_LOG + 1];
    for (int i = 0; i < SECTION; i++) {
      int block = i;
      Bytes bloom = section.blooms[i];
      LogsBloom.forEachBit(bloom, bit -> set(rows, bit, block));
      if (!bloom.isZero()) {
        set(rows, ANY_LOG, block);
      }
    }
    for (int bit = 0; bit < rows.length; bit++) {
      if (rows[bit] != null) {
        write.put(Column.LOG_ROWS, key(bit, section.number), Bytes.wrap(rows[bit].toByteArray()));
      }
    }
    write.put(Column.CHAIN, SECTIONS, Bytes.ofUnsignedLong(section.number + 1));
  }

  private static void set(BitSet[] rows, int bit, int block) {
    if (rows[bit] == null) {
      rows[bit] = new BitSet(SECTION);
    }
    rows[bit].set(block);
  }

  private static OpenSection collect(
      long section, long lastBlock, LongFunction<BlockHeader> headers) {
    OpenSection collected = new OpenSection(section);
    for (long number = section * SECTION; number <= lastBlock; number++) {
      collected.add(headers.apply(number).logsBloom());
    }
    return collected;
  }

  /** The rows of one bit stand together. */
  static Bytes key(int bit, long section) {
    return Bytes.concatenate(Bytes.ofUnsignedShort(bit), Bytes.ofUnsignedLong(section));
  }
}
