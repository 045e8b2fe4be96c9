package io.lyceum.authority.gossip;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.PeerNetwork;
import io.lyceum.network.TransactionHandler;
import io.lyceum.pool.Admission;
import io.lyceum.pool.PooledTransaction;
import io.lyceum.pool.PooledTransaction.Origin;
import io.lyceum.pool.Rejection;
import io.lyceum.pool.TransactionPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the transactions of peers into the pool, and passes on what the pool admits. Both happen in
 * batches on threads of its own, so that neither a peer's link nor a client waits for it.
 */
public final class TransactionGossip implements TransactionHandler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionGossip.class);
  private static final int ADMITTED_AT_ONCE = 128;

  /** Transactions that a peer is told of when it is connected. */
  private static final int MOST_TOLD = 1_024;

  private final TransactionPool pool;
  private final IncomingTransactions incoming;
  private final OutgoingTransactions outgoing = new OutgoingTransactions();
  private final LongAdder received = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param pool from which and into which
   * @param nanos the time, as {@link System#nanoTime} tells it
   */
  public TransactionGossip(TransactionPool pool, LongSupplier nanos) {
    this.pool = pool;
    this.incoming = new IncomingTransactions(PushLimits.DEFAULT, nanos);
  }

  /** Begins; everything that is admitted from now on is passed on, whoever brought it. */
  public void start(PeerNetwork network) {
    pool.onAdmitted(this::passOn);
    run("gossip-in", () -> admit(incoming.take(ADMITTED_AT_ONCE), network));
    run("gossip-out", () -> network.gossipTransactions(outgoing.take()));
  }

  /** Tells a peer that was just connected of what waits here, since it may have missed it. */
  public void tellOfWaiting(PeerNetwork network, Address peer) {
    List<Bytes> waiting =
        pool.all().stream().limit(MOST_TOLD).map(pooled -> pooled.transaction().encoded()).toList();
    network.gossipTransactions(peer, waiting);
  }

  @Override
  public List<Bytes> received(Address from, List<Bytes> transactions) {
    received.add(transactions.size());
    return incoming.add(from, transactions);
  }

  private void passOn(List<PooledTransaction> admitted) {
    admitted.forEach(pooled -> outgoing.add(pooled.transaction().encoded()));
  }

  private void admit(List<Bytes> encoded, PeerNetwork network) {
    List<Transaction> transactions = new ArrayList<>(encoded.size());
    for (Bytes one : encoded) {
      try {
        transactions.add(Transaction.decode(one));
      } catch (InvalidRlpException e) {
        malformed.increment();
        LOG.debug("A peer sent a malformed transaction: {}", e.getMessage());
      }
    }
    network.forgetTransactions(offer(transactions));
  }

  /** Offers what peers sent to the pool; returns what it does not take now but may take later. */
  private List<Bytes> offer(List<Transaction> offered) {
    List<Admission> admissions = pool.addAll(offered, Origin.PEER);
    List<Bytes> refused = new ArrayList<>();
    for (int i = 0; i < offered.size(); i++) {
      if (admissions.get(i) instanceof Admission.Rejected(Rejection reason) && reason.mayPass()) {
        refused.add(offered.get(i).encoded());
      }
    }
    return refused;
  }

  /** Transactions that peers pushed. */
  public long received() {
    return received.sum();
  }

  /** Those that were not transactions. */
  public long malformed() {
    return malformed.sum();
  }

  /** Those that were dropped, since their peer pushed faster than it may. */
  public long tooFast() {
    return incoming.dropped(IncomingTransactions.Drop.TOO_FAST);
  }

  /** Those that were dropped, since too many of their peer waited. */
  public long tooMany() {
    return incoming.dropped(IncomingTransactions.Drop.TOO_MANY);
  }

  /** Admitted transactions that were not passed on, since too many waited for that. */
  public long notPassedOn() {
    return outgoing.dropped();
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  private void run(String name, Step step) {
    threads.add(Thread.ofPlatform().daemon().name(name).start(() -> repeat(step)));
  }

  private static void repeat(Step step) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        step.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("Transactions could not be gossiped", e);
      }
    }
  }

  /** Stops after what it is doing. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
