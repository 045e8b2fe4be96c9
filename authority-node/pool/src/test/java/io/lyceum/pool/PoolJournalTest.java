package io.lyceum.pool;

import static io.lyceum.pool.TestChain.transactions;
import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.pool.PooledTransaction.Origin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is not closed is what a killed process leaves. */
class PoolJournalTest {

  @TempDir private Path directory;
  private Path file;
  private TestChain chain;

  @BeforeEach
  void start() throws IOException {
    file = directory.resolve("pool/journal");
    chain = new TestChain(directory.resolve("chain"), PoolLimits.DEFAULT);
    PoolJournal.open(file, chain.pool());
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  private TransactionPool reopened() throws IOException {
    TransactionPool pool = new TransactionPool(PoolLimits.DEFAULT, chain.head(), chain.clock());
    PoolJournal.open(file, pool).close();
    return pool;
  }

  @Test
  void givesBackWhatWasAdmittedWithItsOrderTimeAndOrigin() throws IOException {
    chain.pool().add(transfer(2, 1, 0));
    chain.clock().advance(Duration.ofSeconds(5));
    chain.pool().addAll(List.of(transfer(1, 0, 0), transfer(2, 0, 0)), Origin.PEER);

    TransactionPool pool = reopened();

    assertThat(transactions(pool)).isEqualTo(transactions(chain.pool()));
    assertThat(pool.all())
        .extracting(PooledTransaction::admitted)
        .isEqualTo(chain.pool().all().stream().map(PooledTransaction::admitted).toList());
    assertThat(pool.all())
        .extracting(PooledTransaction::origin)
        .containsExactly(Origin.LOCAL, Origin.PEER, Origin.PEER);
    assertThat(pool.status()).isEqualTo(chain.pool().status());
  }

  @Test
  void judgesAgainWhatItGivesBack() throws IOException {
    chain.pool().add(transfer(1, 0, 0, TestChain.ENDOWMENT));
    chain.pool().add(transfer(1, 1, 0));
    chain.pool().add(transfer(3, 4, 0));
    chain.clock().advance(PoolLimits.DEFAULT.lifetime().plusSeconds(1));
    chain.pool().add(transfer(2, 0, 0));
    chain.grow();
    chain.pool().add(transfer(2, 1, 0));
    assertThat(transactions(reopened())).containsExactly(transfer(3, 4, 0), transfer(2, 1, 0));

    TransactionPool pool = reopened();
    pool.onNewHead(chain.grow(), chain.head());
    assertThat(pool.all()).as("the old one expires").isEmpty();
  }

  @Test
  void readsUpToARecordThatIsCutOffOrDamaged() throws IOException {
    chain.pool().add(transfer(1, 0, 0));
    long whole = Files.size(file);
    chain.pool().add(transfer(2, 0, 0));
    byte[] both = Files.readAllBytes(file);
    for (long length = whole; length < both.length; length += 7) {
      Files.write(file, both);
      try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
        cut.setLength(length);
      }
      assertThat(transactions(reopened())).containsExactly(transfer(1, 0, 0));
    }
    both[(int) whole + 20] ^= 1;
    Files.write(file, both);
    assertThat(transactions(reopened())).containsExactly(transfer(1, 0, 0));
    Files.write(file, new byte[] {0x7f, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThat(transactions(reopened())).isEmpty();
  }

  @Test
  void staysSmallHoweverManyTransactionsPassThrough() throws IOException {
    Path small = directory.resolve("small");
    TransactionPool pool = new TransactionPool(PoolLimits.DEFAULT, chain.head(), chain.clock());
    try (PoolJournal journal = PoolJournal.open(small, pool, 1000)) {
      assertThat(journal).isNotNull();
      for (int price = 1; price < 1_000_000; price = price * 5 / 4 + 1) {
        pool.add(transfer(1, 0, price));
        assertThat(Files.size(small)).isLessThan(2000);
      }
    }
    assertThat(pool.all()).hasSize(1);
  }

  @Test
  void goesOnAppendingWhenTheFileCannotBeWrittenAnew() throws IOException {
    Path small = directory.resolve("small");
    TransactionPool pool = new TransactionPool(PoolLimits.DEFAULT, chain.head(), chain.clock());
    try (PoolJournal journal = PoolJournal.open(small, pool, 200)) {
      assertThat(journal).isNotNull();
      Files.createDirectory(directory.resolve("small.new"));
      for (int nonce = 0; nonce < 20; nonce++) {
        pool.add(transfer(1, nonce, 0));
      }
    }
    Files.delete(directory.resolve("small.new"));
    TransactionPool again = new TransactionPool(PoolLimits.DEFAULT, chain.head(), chain.clock());
    PoolJournal.open(small, again).close();
    assertThat(transactions(again)).hasSize(20).isEqualTo(transactions(pool));
  }
}
