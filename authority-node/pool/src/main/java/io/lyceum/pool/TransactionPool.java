package io.lyceum.pool;

import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The transactions that wait for a block, by sender and nonce. What can never be in a block is
 * refused at the door. Safe for use by many threads.
 */
public final class TransactionPool {

  private final PoolLimits limits;
  private final Clock clock;
  private final List<Consumer<Transaction>> listeners = new CopyOnWriteArrayList<>();
  private final SortedMap<Address, SenderQueue> bySender = new TreeMap<>();
  private final Map<Bytes32, PooledTransaction> byHash = new HashMap<>();
  private PoolHead head;
  private long bytes;
  private long arrivals;

  /**
   * @param head the chain's head now
   * @param clock tells how long a transaction has waited
   */
  public TransactionPool(PoolLimits limits, PoolHead head, Clock clock) {
    this.limits = limits;
    this.head = head;
    this.clock = clock;
  }

  /**
   * Calls a listener with every transaction admitted from now on, on the thread that brought it.
   */
  public void onAdmitted(Consumer<Transaction> listener) {
    listeners.add(listener);
  }

  /** Offers a transaction. What no block can hold is refused at once. */
  public Admission add(Transaction transaction) {
    Optional<Address> sender = transaction.sender();
    if (sender.isEmpty()) {
      return new Admission.Invalid(Refusal.INVALID_SIGNATURE);
    }
    if (transaction.encoded().size() > limits.maxTransactionBytes()) {
      return new Admission.Rejected(Rejection.OVERSIZED);
    }
    Admission admission;
    synchronized (this) {
      admission = admit(transaction, sender.get());
    }
    if (admission instanceof Admission.Admitted) {
      listeners.forEach(listener -> listener.accept(transaction));
    }
    return admission;
  }

  /**
   * Follows the chain: drops what is in a block now, what cannot be in one any more, and what is
   * too old.
   */
  public synchronized void onNewHead(PoolHead newHead) {
    head = newHead;
    Instant oldest = clock.instant().minus(limits.lifetime());
    for (Address sender : List.copyOf(bySender.keySet())) {
      SenderQueue queue = bySender.get(sender);
      AccountState account = head.account(sender);
      queue.advanceTo(account.nonce());
      for (PooledTransaction pooled : queue.all()) {
        if (pooled.admitted().isBefore(oldest)
            || head.check(pooled.transaction(), account).isPresent()) {
          remove(pooled);
        }
      }
    }
  }

  /** The transaction with a hash, if it waits here. */
  public synchronized Optional<Transaction> find(Bytes32 hash) {
    return Optional.ofNullable(byHash.get(hash)).map(PooledTransaction::transaction);
  }

  /** The nonce that a sender's next transaction needs, those that are pending counted. */
  public synchronized long nextNonce(Address sender) {
    SenderQueue queue = bySender.get(sender);
    return queue == null ? head.account(sender).nonce() : queue.nextNonce();
  }

  /** What the next block may take, in its order. */
  public synchronized TransactionSelection select() {
    Collection<List<PooledTransaction>> pending = new ArrayList<>();
    bySender.values().forEach(queue -> pending.add(queue.pending()));
    return new TransactionSelection(pending, head.nextBaseFee());
  }

  /** All transactions, by sender and nonce. */
  public synchronized List<Transaction> all() {
    return bySender.values().stream()
        .flatMap(queue -> queue.all().stream())
        .map(PooledTransaction::transaction)
        .toList();
  }

  /** How full it is. */
  public synchronized PoolStatus status() {
    int pending = bySender.values().stream().mapToInt(queue -> queue.pending().size()).sum();
    return new PoolStatus(pending, byHash.size() - pending, bytes);
  }

  private Admission admit(Transaction transaction, Address sender) {
    if (byHash.containsKey(transaction.hash())) {
      return new Admission.Rejected(Rejection.ALREADY_KNOWN);
    }
    AccountState account = head.account(sender);
    Optional<Refusal> refusal = head.check(transaction, account);
    if (refusal.isPresent()) {
      return new Admission.Invalid(refusal.get());
    }
    var pooled = new PooledTransaction(transaction, sender, arrivals, clock.instant());
    SenderQueue queue = bySender.getOrDefault(sender, new SenderQueue(account.nonce()));
    Optional<PooledTransaction> former = queue.at(pooled.nonce());
    Optional<Rejection> rejection =
        former.isPresent()
            ? checkReplacement(pooled, former.get(), queue)
            : checkRoom(pooled, queue);
    if (rejection.isPresent()) {
      return new Admission.Rejected(rejection.get());
    }
    former.ifPresent(this::remove);
    insert(pooled, account.nonce());
    return new Admission.Admitted(former.map(PooledTransaction::transaction));
  }

  private Optional<Rejection> checkReplacement(
      PooledTransaction pooled, PooledTransaction former, SenderQueue own) {
    if (!pooled.outbids(former, limits.priceBumpPercent())) {
      return Optional.of(Rejection.REPLACEMENT_UNDERPRICED);
    }
    int growth = pooled.size() - former.size();
    if (own.bytes() + growth > limits.maxBytesPerSender()) {
      return Optional.of(Rejection.SENDER_LIMIT);
    }
    return bytes + growth > limits.maxBytes() ? Optional.of(Rejection.POOL_FULL) : Optional.empty();
  }

  /** Looks for room, and makes it at the cost of what goes after the new transaction. */
  private Optional<Rejection> checkRoom(PooledTransaction pooled, SenderQueue own) {
    if (Long.compareUnsigned(pooled.nonce() - own.accountNonce(), limits.maxNonceGap()) > 0) {
      return Optional.of(Rejection.NONCE_TOO_FAR);
    }
    if (own.count() >= limits.maxTransactionsPerSender()
        || own.bytes() + pooled.size() > limits.maxBytesPerSender()) {
      return Optional.of(Rejection.SENDER_LIMIT);
    }
    while (byHash.size() >= limits.maxTransactions() || bytes + pooled.size() > limits.maxBytes()) {
      boolean waits = pooled.nonce() != own.nextNonce();
      Optional<SenderQueue> victim = victim(pooled, waits);
      if (victim.isEmpty()) {
        return Optional.of(Rejection.POOL_FULL);
      }
      remove(victim.get().last());
    }
    return Optional.empty();
  }

  /**
   * Whose last transaction goes first when there is no room: a queued one before a pending one,
   * then that with the lowest tip, then the latest. Empty if that one goes before the new
   * transaction.
   */
  private Optional<SenderQueue> victim(PooledTransaction newcomer, boolean newcomerWaits) {
    var byTip = PooledTransaction.byTip(head.nextBaseFee());
    Comparator<SenderQueue> order =
        Comparator.comparing(SenderQueue::lastIsQueued).thenComparing(SenderQueue::last, byTip);
    return bySender.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(newcomer.sender()))
        .map(Map.Entry::getValue)
        .max(order)
        .filter(
            queue ->
                queue.lastIsQueued() == newcomerWaits
                    ? byTip.compare(newcomer, queue.last()) < 0
                    : queue.lastIsQueued());
  }

  private void insert(PooledTransaction pooled, long accountNonce) {
    bySender.computeIfAbsent(pooled.sender(), sender -> new SenderQueue(accountNonce)).put(pooled);
    byHash.put(pooled.transaction().hash(), pooled);
    bytes += pooled.size();
    arrivals++;
  }

  private void remove(PooledTransaction pooled) {
    SenderQueue queue = bySender.get(pooled.sender());
    queue.remove(pooled);
    if (queue.isEmpty()) {
      bySender.remove(pooled.sender());
    }
    byHash.remove(pooled.transaction().hash());
    bytes -= pooled.size();
  }
}
