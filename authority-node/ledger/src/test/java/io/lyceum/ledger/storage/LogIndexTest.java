package io.lyceum.ledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.BloomQuery;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index says is what a look at every header says. */
class LogIndexTest {

  private static final int BLOCKS = 2 * LogIndex.SECTION + 300;
  private static final int CONTRACTS = 30;
  private static final int TOPICS = 60;
  private static final int QUERIES = 150;
  private static final BloomQuery ANYTHING = BloomQuery.of(List.of());

  @TempDir private Path directory;
  private final SplittableRandom random = new SplittableRandom(20_261_120);
  private RocksDbStore store;
  private Blockchain chain;

  @BeforeEach
  void fill() {
    open();
    while (chain.head().number() < BLOCKS) {
      chain.append(FabricatedChain.next(chain, logs()), Durability.LATER);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anySearchFindsWhatALookAtEveryHeaderFinds() {
    assertThatTheIndexIsRight();
  }

  @Test
  void theIndexOutlivesTheProcess() {
    store.close();
    open();

    assertThatTheIndexIsRight();
    chain.append(FabricatedChain.next(chain));
    assertThat(found(List.of(List.of(FabricatedChain.topic(BLOCKS + 1)))))
        .contains((long) BLOCKS + 1);
  }

  @Test
  void aStoreThatHasNoIndexYetIsIndexedWhenItIsOpened() {
    deleteIndex(0);
    store.close();
    open();

    assertThatTheIndexIsRight();
  }

  @Test
  void indexingThatWasCutShortGoesOn() {
    deleteIndex(1);
    store.close();
    open();

    assertThatTheIndexIsRight();
  }

  @Test
  void aSearchStopsWithTheHead() {
    assertThat(chain.mayHoldLogs(ANYTHING, BLOCKS + 1, BLOCKS + 10_000)).isEmpty();
    assertThat(chain.mayHoldLogs(ANYTHING, BLOCKS, Long.MAX_VALUE).boxed().toList())
        .isEqualTo(linear(ANYTHING, BLOCKS, BLOCKS));
    assertThat(chain.mayHoldLogs(ANYTHING, 10, 9)).isEmpty();
  }

  private void open() {
    store = RocksDbStore.open(directory);
    chain = Blockchain.open(store, FabricatedChain.genesis(1));
  }

  private void assertThatTheIndexIsRight() {
    for (int i = 0; i < QUERIES; i++) {
      BloomQuery query = query();
      long from = random.nextLong(BLOCKS + 1);
      long to = random.nextLong(from, BLOCKS + 1);
      assertThat(chain.mayHoldLogs(query, from, to).boxed().toList())
          .as("%s from %d to %d", query, from, to)
          .isEqualTo(linear(query, from, to));
    }
    assertThat(chain.mayHoldLogs(ANYTHING, 0, BLOCKS).boxed().toList())
        .isEqualTo(linear(ANYTHING, 0, BLOCKS));
  }

  private List<Long> linear(BloomQuery query, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .filter(number -> query.mayMatch(chain.header(number).orElseThrow().logsBloom()))
        .boxed()
        .toList();
  }

  private List<Long> found(List<List<Bytes>> clauses) {
    return chain.mayHoldLogs(BloomQuery.of(clauses), 0, Long.MAX_VALUE).boxed().toList();
  }

  /** Leaves the store as a version without an index, or with some sections, would. */
  private void deleteIndex(long keptSections) {
    try (WriteTransaction write = store.begin()) {
      for (long section = keptSections; section <= BLOCKS / LogIndex.SECTION; section++) {
        for (int bit = 0; bit <= LogIndex.ANY_LOG; bit++) {
          write.delete(Column.LOG_ROWS, LogIndex.key(bit, section));
        }
      }
      if (keptSections == 0) {
        write.delete(Column.CHAIN, LogIndex.SECTIONS);
      } else {
        write.put(Column.CHAIN, LogIndex.SECTIONS, Bytes.ofUnsignedLong(keptSections));
      }
      write.commit();
    }
  }

  /** Up to two logs, half of the time none. */
  private List<Log> logs() {
    List<Log> logs = new ArrayList<>();
    for (int i = random.nextInt(-2, 3); i > 0; i--) {
      logs.add(
          new Log(
              new Address(contract().slice(12)),
              List.of(topic(), topic()).subList(0, random.nextInt(3)),
              Bytes.EMPTY));
    }
    return logs;
  }

  private BloomQuery query() {
    List<List<Bytes>> clauses = new ArrayList<>();
    List<Bytes> contracts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      contracts.add(contract().slice(12));
    }
    clauses.add(contracts);
    for (int position = random.nextInt(3); position > 0; position--) {
      List<Bytes> alternatives = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        alternatives.add(topic());
      }
      clauses.add(alternatives);
    }
    return BloomQuery.of(clauses);
  }

  private Bytes32 contract() {
    return Keccak.hash(Bytes.ofUnsignedInt(random.nextInt(CONTRACTS)));
  }

  private Bytes32 topic() {
    return Keccak.hash(Bytes.ofUnsignedInt(CONTRACTS + random.nextInt(TOPICS)));
  }
}
