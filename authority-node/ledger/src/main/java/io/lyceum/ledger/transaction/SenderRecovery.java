package io.lyceum.ledger.transaction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Makes the senders of a block's transactions known before they are executed: taken over from
 * transactions that this node holds already, for example in its pool, recovered by several threads
 * otherwise. What comes out does not depend on who does the work. Safe for use by many threads.
 */
public final class SenderRecovery {

  /** How many signatures a thread takes at once: about half a millisecond of work. */
  private static final int SHARE = 16;

  private final Executor helpers;
  private final int mostHelpers;
  private final Function<Bytes32, Optional<Transaction>> held;

  /**
   * @param helpers runs the recovery beside the calling thread; where it is busy or refuses, the
   *     caller does the work alone
   * @param mostHelpers how many of its threads one call asks for
   * @param held finds a transaction that this node holds by its hash
   */
  public SenderRecovery(
      Executor helpers, int mostHelpers, Function<Bytes32, Optional<Transaction>> held) {
    this.helpers = helpers;
    this.mostHelpers = mostHelpers;
    this.held = held;
  }

  /** Recovery by the calling thread alone, of transactions that nobody else holds. */
  public static SenderRecovery alone() {
    return new SenderRecovery(Runnable::run, 0, hash -> Optional.empty());
  }

  /** Returns when the sender of each transaction is known, or known to be nobody. */
  public void recover(List<Transaction> transactions) {
    List<Transaction> unknown =
        transactions.stream().filter(transaction -> !isKnown(transaction)).toList();
    int shares = (unknown.size() + SHARE - 1) / SHARE;
    AtomicInteger taken = new AtomicInteger();
    Semaphore done = new Semaphore(0);
    Runnable work =
        () -> {
          for (int share = taken.getAndIncrement();
              share < shares;
              share = taken.getAndIncrement()) {
            int from = share * SHARE;
            try {
              unknown
                  .subList(from, Math.min(from + SHARE, unknown.size()))
                  .forEach(Transaction::sender);
            } finally {
              done.release();
            }
          }
        };
    askForHelp(Math.min(mostHelpers, shares - 1), work);
    work.run();
    done.acquireUninterruptibly(shares);
  }

  private void askForHelp(int count, Runnable work) {
    try {
      for (int i = 0; i < count; i++) {
        helpers.execute(work);
      }
    } catch (RejectedExecutionException e) {
      // They are being stopped: the caller does what is left.
    }
  }

  private boolean isKnown(Transaction transaction) {
    if (!transaction.isSenderKnown()) {
      held.apply(transaction.hash()).ifPresent(transaction::takeSenderFrom);
    }
    return transaction.isSenderKnown();
  }
}
