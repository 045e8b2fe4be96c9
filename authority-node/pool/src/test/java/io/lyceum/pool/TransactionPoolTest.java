package io.lyceum.pool;

import static io.lyceum.pool.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionPoolTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final PoolLimits LIMITS =
      new PoolLimits(6, 10_000, 0, 4, 1000, 500, 10, 10, LIFETIME);
  private static final Admission ADMITTED = new Admission.Admitted(Optional.empty());

  @TempDir private Path directory;
  private TestChain chain;
  private TransactionPool pool;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, LIMITS);
    pool = chain.pool();
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void tellsListenersOfWhatItAdmitsAndOfNothingElse() {
    List<Transaction> heard = new ArrayList<>();
    pool.onAdmitted(all -> all.forEach(pooled -> heard.add(pooled.transaction())));
    Transaction transaction = transfer(1, 0, 0);
    assertThat(pool.add(transaction)).isEqualTo(ADMITTED);
    assertThat(pool.add(transaction)).isEqualTo(rejected(Rejection.ALREADY_KNOWN));
    assertThat(heard).containsExactly(transaction);
    assertThat(pool.find(transaction.hash())).contains(transaction);
  }

  @Test
  void refusesAtTheDoorWhatNoBlockCanHold() {
    UInt256 all = TestChain.ENDOWMENT;
    assertThat(pool.add(transfer(1, 0, 0, all))).isEqualTo(ADMITTED);
    assertThat(pool.add(transfer(2, 0, 1, all))).isEqualTo(invalid(Refusal.INSUFFICIENT_FUNDS));
    assertThat(pool.add(transfer(77, 0, 0))).isEqualTo(invalid(Refusal.INSUFFICIENT_FUNDS));
    chain.grow();
    assertThat(pool.add(transfer(1, 0, 0))).isEqualTo(invalid(Refusal.NONCE_TOO_LOW));
    assertThat(pool.add(signed(body(UInt256.ONE, 21_000))))
        .isEqualTo(invalid(Refusal.WRONG_CHAIN_ID));
    assertThat(pool.add(signed(body(TestChain.CHAIN_ID, 20_999))))
        .isEqualTo(invalid(Refusal.INTRINSIC_GAS_TOO_LOW));
    assertThat(pool.add(signed(body(TestChain.CHAIN_ID, 1L << 40))))
        .isEqualTo(invalid(Refusal.BLOCK_GAS_EXCEEDED));
    assertThat(pool.status()).isEqualTo(new PoolStatus(0, 0, 0, 0));
  }

  @Test
  void refusesASignatureThatIsNobodysOrHasAHighS() {
    Transaction good = transfer(1, 0, 0);
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    BigInteger highS = order.subtract(good.signature().s().toUnsignedBigInteger());
    var malleated =
        new Signature(
            good.signature().r(), UInt256.valueOf(highS), 1 - good.signature().recoveryId());
    assertThat(pool.add(new Transaction(good.body(), malleated)))
        .isEqualTo(invalid(Refusal.INVALID_SIGNATURE));
    var nobody = new Signature(UInt256.ZERO, UInt256.ONE, 0);
    assertThat(pool.add(new Transaction(good.body(), nobody)))
        .isEqualTo(invalid(Refusal.INVALID_SIGNATURE));
  }

  @Test
  void refusesWhatIsTooLargeOrTooFarAhead() {
    var large =
        new TransactionBody.Legacy(
            Optional.of(TestChain.CHAIN_ID),
            0,
            UInt256.ZERO,
            100_000,
            Optional.of(TestChain.key(9).address()),
            UInt256.ZERO,
            Bytes.wrap(new byte[500]));
    assertThat(pool.add(signed(large))).isEqualTo(rejected(Rejection.OVERSIZED));
    assertThat(pool.add(transfer(1, 11, 0))).isEqualTo(rejected(Rejection.NONCE_TOO_FAR));
    assertThat(pool.add(transfer(1, -2, 0))).isEqualTo(rejected(Rejection.NONCE_TOO_FAR));
    assertThat(pool.add(transfer(1, 10, 0))).isEqualTo(ADMITTED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "0, 1, true",
    "1, 1, false",
    "1, 2, true",
    "100, 109, false",
    "100, 110, true",
    "101, 111, false",
    "101, 112, true"
  })
  void replacesOnlyForTenPercentMoreAndAWeiAtLeast(long former, long offer, boolean replaces) {
    Transaction first = transfer(1, 0, former);
    Transaction second = transfer(1, 0, offer, UInt256.valueOf(2));
    pool.add(first);
    assertThat(pool.add(second))
        .isEqualTo(
            replaces
                ? new Admission.Admitted(Optional.of(first))
                : rejected(Rejection.REPLACEMENT_UNDERPRICED));
    assertThat(TestChain.transactions(pool)).containsExactly(replaces ? second : first);
  }

  @Test
  void queuesBehindAGapAndReleasesWhenItIsFilled() {
    pool.add(transfer(1, 0, 0));
    pool.add(transfer(1, 2, 0));
    assertThat(pool.status().pending()).isEqualTo(1);
    assertThat(pool.status().queued()).isEqualTo(1);
    assertThat(pool.nextNonce(TestChain.key(1).address())).isEqualTo(1);
    pool.add(transfer(1, 1, 0));
    assertThat(pool.status().pending()).isEqualTo(3);
    assertThat(pool.nextNonce(TestChain.key(1).address())).isEqualTo(3);
  }

  @Test
  void givesOneSenderItsShareOnly() {
    for (int nonce = 0; nonce < LIMITS.maxTransactionsPerSender(); nonce++) {
      assertThat(pool.add(transfer(1, nonce, 0))).isEqualTo(ADMITTED);
    }
    assertThat(pool.add(transfer(1, 4, 0))).isEqualTo(rejected(Rejection.SENDER_LIMIT));
    assertThat(pool.add(transfer(2, 0, 0))).isEqualTo(ADMITTED);
  }

  @Test
  void takesTheNonceThatAFullSendersOthersWaitForInPlaceOfTheLast() {
    for (int nonce = 1; nonce <= LIMITS.maxTransactionsPerSender(); nonce++) {
      assertThat(pool.add(transfer(1, nonce, 0))).isEqualTo(ADMITTED);
    }
    assertThat(pool.add(transfer(1, 0, 0))).isEqualTo(ADMITTED);
    assertThat(pool.find(transfer(1, 4, 0).hash())).isEmpty();
    assertThat(pool.status().pending()).isEqualTo(LIMITS.maxTransactionsPerSender());
    assertThat(pool.add(transfer(1, 4, 0))).isEqualTo(rejected(Rejection.SENDER_LIMIT));
  }

  @Test
  void countsTheBytesOfAFullSenderInTheSameWay() {
    long room = transfer(1, 1, 0).encoded().size() + transfer(1, 2, 0).encoded().size();
    TransactionPool small = pool(10_000, room);
    small.add(transfer(1, 1, 0));
    small.add(transfer(1, 2, 0));
    Transaction awaited = transfer(1, 0, 0);
    assertThat(small.add(awaited)).isEqualTo(ADMITTED);
    assertThat(TestChain.transactions(small)).containsExactly(transfer(1, 1, 0), awaited);
  }

  @Test
  void losesNothingForATransactionThatGetsNoRoomAfterAll() {
    Transaction cheap = transfer(1, 0, 10);
    Transaction dear = transfer(2, 0, 100);
    TransactionPool small = pool(cheap.encoded().size() + dear.encoded().size(), 10_000);
    small.add(cheap);
    small.add(dear);
    PoolStatus before = small.status();
    Transaction longer = transfer(3, 0, 50, TestChain.ENDOWMENT.divide(2));
    assertThat(longer.encoded().size()).isGreaterThan(cheap.encoded().size());
    assertThat(small.add(longer)).isEqualTo(rejected(Rejection.POOL_FULL));
    assertThat(TestChain.transactions(small)).containsExactly(cheap, dear);
    assertThat(small.status()).isEqualTo(before);
    assertThat(small.add(transfer(3, 0, 50))).isEqualTo(ADMITTED);
    assertThat(TestChain.transactions(small)).containsExactly(dear, transfer(3, 0, 50));
  }

  private TransactionPool pool(long maxBytes, long maxBytesPerSender) {
    return new TransactionPool(
        new PoolLimits(6, maxBytes, 0, 4, maxBytesPerSender, 500, 10, 10, LIFETIME),
        chain.head(),
        chain.clock());
  }

  @Test
  void aDearTransactionDoesNotShieldTheCheapOnesBeforeIt() {
    Transaction shield = transfer(1, 1, 1000);
    pool.add(transfer(1, 0, 1));
    pool.add(shield);
    for (int sender = 2; sender <= 5; sender++) {
      pool.add(transfer(sender, 0, 10));
    }
    assertThat(pool.add(transfer(5, 1, 5))).isEqualTo(ADMITTED);
    assertThat(pool.find(shield.hash())).isEmpty();
    pool.add(transfer(6, 0, 10));
    assertThat(pool.find(transfer(1, 0, 1).hash())).isEmpty();
    assertThat(pool.add(transfer(7, 0, 5))).isEqualTo(rejected(Rejection.POOL_FULL));
    assertThat(pool.add(transfer(7, 0, 6))).isEqualTo(ADMITTED);
    assertThat(pool.add(transfer(7, 1, 1000)))
        .as("is worth no more than what is before it")
        .isEqualTo(rejected(Rejection.POOL_FULL));
  }

  @Test
  void makesRoomForABetterOfferAtTheCostOfTheWorst() {
    for (int sender = 1; sender <= 5; sender++) {
      pool.add(transfer(sender, 0, 10 * sender));
    }
    Transaction queued = transfer(6, 1, 1000);
    pool.add(queued);
    assertThat(pool.add(transfer(7, 0, 10))).isEqualTo(ADMITTED);
    assertThat(pool.find(queued.hash())).as("a queued one goes first").isEmpty();
    assertThat(pool.add(transfer(8, 0, 10))).isEqualTo(rejected(Rejection.POOL_FULL));
    assertThat(pool.add(transfer(8, 0, 11))).isEqualTo(ADMITTED);
    assertThat(pool.find(transfer(7, 0, 10).hash())).as("the latest of the cheapest").isEmpty();
    assertThat(pool.find(transfer(1, 0, 10).hash())).isPresent();
    assertThat(TestChain.transactions(pool)).hasSize(LIMITS.maxTransactions());
  }

  @Test
  void selectsByTipThenArrivalAndKeepsEachSendersOrder() {
    Transaction cheapFirst = transfer(1, 0, 1);
    Transaction dearSecond = transfer(1, 1, 100);
    Transaction middle = transfer(2, 0, 50);
    Transaction alsoCheap = transfer(3, 0, 1);
    List.of(dearSecond, alsoCheap, cheapFirst, middle).forEach(pool::add);
    List<Transaction> selected = new ArrayList<>();
    pool.select(Long.MAX_VALUE).forEachRemaining(selected::add);
    assertThat(selected).containsExactly(middle, alsoCheap, cheapFirst, dearSecond);
  }

  @Test
  void takesTurnsBetweenSendersWhoPayTheSame() {
    List.of(transfer(1, 0, 5), transfer(1, 1, 5), transfer(1, 2, 6), transfer(2, 0, 5))
        .forEach(pool::add);
    pool.add(transfer(2, 1, 5));
    List<Transaction> selected = new ArrayList<>();
    pool.select(Long.MAX_VALUE).forEachRemaining(selected::add);
    assertThat(selected)
        .containsExactly(
            transfer(1, 0, 5),
            transfer(2, 0, 5),
            transfer(1, 1, 5),
            transfer(1, 2, 6),
            transfer(2, 1, 5));
  }

  @Test
  void keepsWhatWasProposedInARoundThatSealedNothing() {
    pool.add(transfer(1, 0, 0));
    pool.add(transfer(2, 0, 0));
    Block unsealed = chain.build(() -> false);
    assertThat(unsealed.body().transactions()).hasSize(2);
    assertThat(chain.build(() -> false).body().transactions())
        .as("the proposal of the next round")
        .isEqualTo(unsealed.body().transactions());

    AtomicInteger asked = new AtomicInteger();
    Block sealed = chain.importSealed(chain.build(() -> asked.incrementAndGet() > 1));
    assertThat(sealed.body().transactions()).hasSize(1);
    assertThat(TestChain.transactions(pool)).containsExactly(transfer(2, 0, 0));
  }

  @Test
  void dropsWhatHadTheNonceOfATransactionThatWasMined() {
    pool.add(transfer(1, 0, 5));
    Block block = chain.build(() -> false);
    pool.add(transfer(1, 0, 10));
    pool.add(transfer(1, 1, 5));
    chain.importSealed(block);
    assertThat(TestChain.transactions(pool)).containsExactly(transfer(1, 1, 5));
    assertThat(pool.counts().outdated()).isOne();
    assertThat(pool.nextNonce(TestChain.key(1).address())).isEqualTo(2);
  }

  @Test
  void listsPendingAndQueuedBySenderAndNonceUpToAnAmount() {
    List.of(transfer(2, 0, 0), transfer(1, 3, 0), transfer(2, 1, 0), transfer(1, 2, 0))
        .forEach(pool::add);
    PoolContent content = pool.content(4, 1000);
    assertThat(content.pending())
        .extracting(PooledTransaction::transaction)
        .containsExactly(transfer(2, 0, 0), transfer(2, 1, 0));
    assertThat(content.queued())
        .extracting(PooledTransaction::transaction)
        .containsExactly(transfer(1, 2, 0), transfer(1, 3, 0));
    assertThat(pool.content(3, 1000).pending()).hasSize(2);
    assertThat(pool.content(4, 250).queued()).isEmpty();
    assertThat(pool.contentFrom(TestChain.key(1).address()).queued()).hasSize(2);
    assertThat(pool.contentFrom(TestChain.key(9).address()).pending()).isEmpty();
  }

  @Test
  void leavesOutASenderThatCannotFollow() {
    List.of(transfer(1, 0, 9), transfer(1, 1, 9), transfer(2, 0, 1)).forEach(pool::add);
    TransactionSelection selection = pool.select(Long.MAX_VALUE);
    assertThat(selection.next()).isEqualTo(transfer(1, 0, 9));
    selection.skipSender();
    assertThat(selection.next()).isEqualTo(transfer(2, 0, 1));
    assertThat(selection.hasNext()).isFalse();
  }

  @Test
  void dropsWhatABlockTookAndWhatCanNoLongerBePaid() {
    pool.add(transfer(1, 0, 0, TestChain.ENDOWMENT));
    pool.add(transfer(1, 1, 0, UInt256.ONE));
    pool.add(transfer(2, 0, 0));
    chain.grow();
    assertThat(TestChain.transactions(pool)).isEmpty();
    assertThat(pool.status()).isEqualTo(new PoolStatus(0, 0, 0, 0));
  }

  @Test
  void dropsWhatWaitedTooLong() {
    pool.add(transfer(1, 1, 0));
    chain.clock().advance(LIFETIME);
    pool.add(transfer(2, 1, 0));
    chain.grow();
    assertThat(TestChain.transactions(pool)).hasSize(2);
    chain.clock().advance(Duration.ofSeconds(1));
    chain.grow();
    assertThat(TestChain.transactions(pool)).containsExactly(transfer(2, 1, 0));
  }

  @Test
  void countsRightlyWhenManyThreadsOffer() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int sender = 1 + i % 2;
      long nonce = i / 2;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    await(go);
                    pool.add(transfer(sender, nonce, 0));
                    pool.add(transfer(sender, nonce, 5));
                  }));
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    List<Transaction> all = TestChain.transactions(pool);
    assertThat(all).hasSizeLessThanOrEqualTo(LIMITS.maxTransactions()).doesNotHaveDuplicates();
    assertThat(pool.status().pending() + pool.status().queued()).isEqualTo(all.size());
    assertThat(pool.status().bytes())
        .isEqualTo(all.stream().mapToLong(transaction -> transaction.encoded().size()).sum());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Transaction signed(TransactionBody body) {
    return Transaction.sign(body, TestChain.key(3));
  }

  private static TransactionBody body(UInt256 chainId, long gas) {
    return new TransactionBody.DynamicFee(
        Optional.of(chainId),
        0,
        UInt256.ZERO,
        UInt256.ZERO,
        gas,
        Optional.of(TestChain.key(9).address()),
        UInt256.ONE,
        Bytes.EMPTY,
        List.of());
  }

  private static Admission invalid(Refusal reason) {
    return new Admission.Invalid(reason);
  }

  private static Admission rejected(Rejection reason) {
    return new Admission.Rejected(reason);
  }
}
