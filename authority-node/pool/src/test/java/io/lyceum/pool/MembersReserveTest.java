package io.lyceum.pool;

import static io.lyceum.pool.TestChain.key;
import static io.lyceum.pool.TestChain.transactions;
import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.pool.PooledTransaction.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders whom the chain knows are not crowded out, in the pool nor in blocks. */
class MembersReserveTest {

  private static final int FLOOD = 100_000;
  private static final int MEMBER = 1;
  private static final PoolLimits SMALL =
      new PoolLimits(8, 10_000, 25, 8, 5000, 500, 10, 10, Duration.ofMinutes(10));

  @TempDir private Path directory;

  @Test
  void aFloodOfFreeTransactionsFromFreshAccountsKeepsNoMemberOut() {
    PoolLimits limits =
        new PoolLimits(
            4000, 64L << 20, 25, 1024, 8L << 20, 128 << 10, 1024, 10, Duration.ofHours(3));
    try (TestChain chain = new TestChain(directory, limits)) {
      chain.admit(key(MEMBER).address());
      chain.grow();
      int admitted = 0;
      for (int first = 0; first < FLOOD; first += 2000) {
        List<Transaction> batch =
            IntStream.range(first, first + 2000).mapToObj(MembersReserveTest::free).toList();
        admitted +=
            (int)
                chain.pool().addAll(batch, Origin.PEER).stream()
                    .filter(Admission.Admitted.class::isInstance)
                    .count();
      }
      assertThat(admitted).isEqualTo(3000);
      assertThat(chain.pool().counts().rejected(Rejection.POOL_FULL)).isEqualTo(FLOOD - 3000);

      assertThat(chain.pool().add(transfer(MEMBER, 0, 0))).isInstanceOf(Admission.Admitted.class);
      assertThat(chain.pool().add(transfer(MEMBER, 1, 0))).isInstanceOf(Admission.Admitted.class);
      assertThat(chain.pool().status().ofMembers()).isEqualTo(2);

      assertThat(chain.grow().body().transactions())
          .startsWith(transfer(MEMBER, 0, 0), transfer(MEMBER, 1, 0))
          .hasSizeGreaterThan(100);
      assertThat(chain.pool().status().ofMembers()).isZero();
    }
  }

  @Test
  void othersTakeNoMoreThanTheirShareHoweverMuchTheyPay() {
    try (TestChain chain = new TestChain(directory, SMALL)) {
      chain.admit(key(MEMBER).address());
      chain.grow();
      for (int nonce = 0; nonce < 8; nonce++) {
        chain.pool().add(transfer(2, nonce, 100));
      }
      assertThat(chain.pool().all()).hasSize(6);
      assertThat(chain.pool().add(transfer(3, 0, 101))).isInstanceOf(Admission.Admitted.class);
      assertThat(transactions(chain.pool())).hasSize(6).doesNotContain(transfer(2, 5, 100));
      for (int nonce = 0; nonce < 7; nonce++) {
        assertThat(chain.pool().add(transfer(MEMBER, nonce, 0)))
            .isInstanceOf(Admission.Admitted.class);
      }
      assertThat(chain.pool().status())
          .as("members use the whole pool")
          .extracting(PoolStatus::ofMembers, status -> status.pending() + status.queued())
          .containsExactly(7, 8);
      assertThat(chain.pool().add(transfer(4, 0, 50)))
          .isEqualTo(new Admission.Rejected(Rejection.POOL_FULL));
    }
  }

  @Test
  void membersHaveAPartOfEachBlocksGasWhateverOthersPay() {
    try (TestChain chain = new TestChain(directory, PoolLimits.DEFAULT)) {
      chain.admit(key(MEMBER).address());
      chain.grow();
      for (int nonce = 0; nonce < 3; nonce++) {
        chain.pool().add(transfer(2, nonce, 100));
        chain.pool().add(transfer(MEMBER, nonce, 0));
      }
      List<Transaction> selected = new ArrayList<>();
      chain.pool().select(4 * 21_000).forEachRemaining(selected::add);
      assertThat(selected)
          .as("three quarters for the highest bidder, then members, then the rest")
          .containsExactly(
              transfer(2, 0, 100),
              transfer(2, 1, 100),
              transfer(2, 2, 100),
              transfer(MEMBER, 0, 0),
              transfer(MEMBER, 1, 0),
              transfer(MEMBER, 2, 0));
      selected.clear();
      chain.pool().select(2 * 21_000).forEachRemaining(selected::add);
      assertThat(selected.subList(0, 4))
          .containsExactly(
              transfer(2, 0, 100),
              transfer(MEMBER, 0, 0),
              transfer(MEMBER, 1, 0),
              transfer(MEMBER, 2, 0));
    }
  }

  @Test
  void whoIsNoMemberAnyMoreLosesTheReserve() {
    try (TestChain chain = new TestChain(directory, SMALL)) {
      chain.admit(key(MEMBER).address());
      chain.grow();
      chain.pool().add(transfer(2, 0, 0));
      chain.pool().add(transfer(MEMBER, 0, 0));
      assertThat(chain.pool().select(Long.MAX_VALUE).next()).isEqualTo(transfer(MEMBER, 0, 0));
      PoolHead without =
          PoolHead.of(chain.chain(), BlockBuilder.DEFAULT_TARGET_GAS_LIMIT, Set.of());
      chain.pool().onNewHead(chain.chain().block(0).orElseThrow(), without);
      assertThat(chain.pool().select(Long.MAX_VALUE).next()).isEqualTo(transfer(2, 0, 0));
      assertThat(chain.pool().status().ofMembers()).isZero();
    }
  }

  /** Any number is somebody's signature: whose it is costs the attacker nothing to make. */
  private static Transaction free(int index) {
    var body =
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            0,
            UInt256.ZERO,
            21_000,
            Optional.of(key(99).address()),
            UInt256.ZERO,
            Bytes.EMPTY);
    UInt256 point = transfer(MEMBER, 0, 0).signature().r();
    return new Transaction(body, new Signature(point, UInt256.valueOf(index + 1), 0));
  }
}
