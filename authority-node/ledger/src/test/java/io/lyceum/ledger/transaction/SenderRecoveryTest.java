package io.lyceum.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class SenderRecoveryTest {

  private static final KeyPair SENDER = KeyPair.of(Keccak.hash(Bytes.of(2)));

  private static List<Transaction> received(int count) {
    return IntStream.range(0, count)
        .mapToObj(nonce -> Transaction.decode(transfer(nonce).encoded()))
        .toList();
  }

  private static Transaction transfer(long nonce) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(UInt256.ONE),
            nonce,
            UInt256.ZERO,
            21_000,
            Optional.of(Address.ZERO),
            UInt256.ONE,
            Bytes.EMPTY),
        SENDER);
  }

  @Test
  void sendersAreKnownHoweverManyThreadsHelp() {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int count : new int[] {0, 1, 15, 16, 17, 100}) {
        List<Transaction> transactions = received(count);

        new SenderRecovery(threads, 3, hash -> Optional.empty()).recover(transactions);

        assertThat(transactions).allMatch(Transaction::isSenderKnown);
        assertThat(transactions).allMatch(t -> t.sender().equals(Optional.of(SENDER.address())));
      }
    }
  }

  @Test
  void callerDoesTheWorkWhereNobodyHelps() {
    List<Transaction> transactions = received(40);
    SenderRecovery unaided =
        new SenderRecovery(
            work -> {
              throw new RejectedExecutionException("stopped");
            },
            2,
            hash -> Optional.empty());

    unaided.recover(transactions);

    assertThat(transactions).allMatch(Transaction::isSenderKnown);
  }

  @Test
  void helpersThatNeverBeginDoNotHoldItUp() {
    List<Transaction> transactions = received(40);

    new SenderRecovery(work -> {}, 2, hash -> Optional.empty()).recover(transactions);

    assertThat(transactions).allMatch(Transaction::isSenderKnown);
  }

  @Test
  void whatAHeldTransactionKnowsIsTakenOver() {
    Transaction held = transfer(7);
    Optional<Address> sender = held.sender();
    Transaction received = Transaction.decode(held.encoded());

    new SenderRecovery(
            Runnable::run, 0, hash -> Optional.of(held).filter(t -> t.hash().equals(hash)))
        .recover(List.of(received));

    assertThat(received.sender()).isSameAs(sender);
  }

  @Test
  void senderOfAnotherTransactionIsNotTakenOver() {
    Transaction other = transfer(8);
    other.sender();

    assertThatThrownBy(() -> transfer(7).takeSenderFrom(other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
