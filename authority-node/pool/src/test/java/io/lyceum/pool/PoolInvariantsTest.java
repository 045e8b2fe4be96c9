package io.lyceum.pool;

import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds after any sequence of offers and blocks. */
class PoolInvariantsTest {

  private static final PoolLimits LIMITS =
      new PoolLimits(20, 2000, 25, 8, 700, 500, 12, 10, Duration.ofSeconds(40));

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void holdAfterAnySequenceOfOffersAndBlocks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (TestChain chain = new TestChain(directory, LIMITS)) {
      for (int step = 0; step < 400; step++) {
        int sender = 1 + random.nextInt(5);
        long next = account(chain, TestChain.key(sender).address()).nonce();
        chain.pool().add(transfer(sender, next + random.nextInt(10), random.nextInt(30)));
        if (random.nextInt(25) == 0) {
          chain.clock().advance(Duration.ofSeconds(random.nextInt(20)));
          chain.grow();
        }
        check(chain);
      }
      assertThat(chain.chain().head().number()).isPositive();
    }
  }

  private static void check(TestChain chain) {
    List<Transaction> all = TestChain.transactions(chain.pool());
    PoolStatus status = chain.pool().status();
    assertThat(status.pending() + status.queued()).isEqualTo(all.size());
    assertThat(all).hasSizeLessThanOrEqualTo(LIMITS.maxTransactions()).doesNotHaveDuplicates();
    assertThat(status.bytes())
        .isEqualTo(all.stream().mapToLong(transaction -> transaction.encoded().size()).sum())
        .isLessThanOrEqualTo(LIMITS.maxBytes());
    assertThat(all)
        .allSatisfy(
            transaction -> {
              assertThat(chain.pool().find(transaction.hash())).contains(transaction);
              assertThat(transaction.body().nonce())
                  .isGreaterThanOrEqualTo(account(chain, sender(transaction)).nonce());
            });
    Map<Address, Long> expected = new HashMap<>();
    int selected = 0;
    for (TransactionSelection selection = chain.pool().select(Long.MAX_VALUE);
        selection.hasNext();
        selected++) {
      Transaction transaction = selection.next();
      Address sender = sender(transaction);
      long nonce = expected.getOrDefault(sender, account(chain, sender).nonce());
      assertThat(transaction.body().nonce()).isEqualTo(nonce);
      expected.put(sender, nonce + 1);
    }
    assertThat(selected).isEqualTo(status.pending());
  }

  private static Address sender(Transaction transaction) {
    return transaction.sender().orElseThrow();
  }

  private static AccountState account(TestChain chain, Address address) {
    return chain.chain().headState().account(address).orElse(AccountState.EMPTY);
  }
}
