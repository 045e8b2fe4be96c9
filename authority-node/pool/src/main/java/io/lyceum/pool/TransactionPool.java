package io.lyceum.pool;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.transaction.Authorization;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.PooledTransaction.Origin;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The transactions that wait for a block, by sender and nonce. What can never be in a block is
 * refused at the door. Senders whom the chain knows have a part of the room for themselves. Safe
 * for use by many threads: signatures are recovered and accounts are read without the lock, under
 * which each transaction costs some steps in trees.
 */
public final class TransactionPool {

  /** From so many on, signatures are recovered by several threads. */
  private static final int LARGE_BATCH = 16;

  private final PoolLimits limits;
  private final Clock clock;
  private final PoolCounts counts = new PoolCounts();
  private final List<Consumer<List<PooledTransaction>>> listeners = new CopyOnWriteArrayList<>();
  private final Map<Bytes32, PooledTransaction> byHash = new LinkedHashMap<>();
  private final SenderQueues queues;
  private final PoolRoom room;
  private volatile PoolHead head;
  private long arrivals;

  /**
   * @param head the chain's head now
   * @param clock tells how long a transaction has waited
   */
  public TransactionPool(PoolLimits limits, PoolHead head, Clock clock) {
    this.limits = limits;
    this.head = head;
    this.clock = clock;
    this.queues = new SenderQueues(head.members(), head.nextBaseFee());
    this.room = new PoolRoom(limits, queues, this::onEvicted);
  }

  /**
   * Calls a listener with the transactions admitted from now on, on the thread that brought them:
   * all of one call together.
   */
  public void onAdmitted(Consumer<List<PooledTransaction>> listener) {
    listeners.add(listener);
  }

  /** Offers a transaction of a client of this node. What no block can hold is refused at once. */
  public Admission add(Transaction transaction) {
    return addAll(List.of(transaction), Origin.LOCAL).getFirst();
  }

  /**
   * Offers transactions that came together. They are taken in their order, each for itself.
   *
   * @return what became of each, in their order
   */
  public List<Admission> addAll(List<Transaction> transactions, Origin origin) {
    Instant now = clock.instant();
    return addAll(transactions, (transaction, sender) -> pooled(transaction, sender, now, origin));
  }

  /** Takes back what an earlier run of this node had admitted, with the times of then. */
  List<Admission> restore(List<PooledTransaction> earlier) {
    Map<Bytes32, PooledTransaction> byHash = new LinkedHashMap<>();
    earlier.forEach(pooled -> byHash.put(pooled.transaction().hash(), pooled));
    return addAll(
        earlier.stream().map(PooledTransaction::transaction).toList(),
        (transaction, sender) -> {
          PooledTransaction before = byHash.get(transaction.hash());
          return pooled(transaction, sender, before.admitted(), before.origin());
        });
  }

  @FunctionalInterface
  private interface Arrival {
    PooledTransaction of(Transaction transaction, Address sender);
  }

  private PooledTransaction pooled(
      Transaction transaction, Address sender, Instant admitted, Origin origin) {
    return PooledTransaction.of(transaction, sender, arrivals, admitted, origin);
  }

  private List<Admission> addAll(List<Transaction> transactions, Arrival arrival) {
    PoolHead now = head;
    Stream<Transaction> offered = transactions.stream();
    List<Examination> examined =
        (transactions.size() < LARGE_BATCH ? offered : offered.parallel())
            .map(transaction -> Examination.of(transaction, now, limits.maxTransactionBytes()))
            .toList();
    List<Admission> admissions = new ArrayList<>(transactions.size());
    List<PooledTransaction> admitted = new ArrayList<>();
    synchronized (this) {
      for (Examination examination : examined) {
        Admission admission = admit(upToDate(examination), arrival, admitted);
        counts.count(admission);
        admissions.add(admission);
      }
    }
    if (!admitted.isEmpty()) {
      listeners.forEach(listener -> listener.accept(List.copyOf(admitted)));
    }
    return admissions;
  }

  private Examination upToDate(Examination examination) {
    return examination.head() == head
        ? examination
        : Examination.of(examination.transaction(), head, limits.maxTransactionBytes());
  }

  private Admission admit(Examination examined, Arrival arrival, List<PooledTransaction> admitted) {
    if (byHash.containsKey(examined.transaction().hash())) {
      return new Admission.Rejected(Rejection.ALREADY_KNOWN);
    }
    if (examined.refusal().isPresent()) {
      return examined.refusal().get();
    }
    Address sender = examined.sender().orElseThrow();
    PooledTransaction pooled = arrival.of(examined.transaction(), sender);
    SenderQueue queue =
        queues.of(sender).orElseGet(() -> new SenderQueue(sender, examined.accountNonce()));
    Optional<PooledTransaction> former = queue.at(pooled.nonce());
    Optional<Rejection> rejection =
        former.isPresent()
            ? room.forReplacement(pooled, former.get(), queue)
            : room.forNewcomer(pooled, queue);
    if (rejection.isPresent()) {
      return new Admission.Rejected(rejection.get());
    }
    former.ifPresent(replaced -> byHash.remove(replaced.transaction().hash()));
    queues.change(queue, changing -> changing.put(pooled));
    byHash.put(pooled.transaction().hash(), pooled);
    arrivals++;
    admitted.add(pooled);
    return new Admission.Admitted(former.map(PooledTransaction::transaction));
  }

  private void onEvicted(PooledTransaction pooled) {
    byHash.remove(pooled.transaction().hash());
    counts.countEvicted();
  }

  private void remove(SenderQueue queue, PooledTransaction pooled) {
    queues.change(queue, changing -> changing.remove(pooled));
    byHash.remove(pooled.transaction().hash());
  }

  /**
   * Follows the chain: drops what is in the new block, what cannot be in one any more, and what is
   * too old. Only the senders that the block names are looked at, unless the rules change.
   */
  public synchronized void onNewHead(Block block, PoolHead newHead) {
    PoolHead former = head;
    head = newHead;
    SortedMap<Address, Long> nonces = new TreeMap<>();
    Set<Address> delegating = new TreeSet<>();
    for (Transaction transaction : block.body().transactions()) {
      PooledTransaction mined = byHash.remove(transaction.hash());
      Address sender = mined == null ? transaction.sender().orElseThrow() : mined.sender();
      nonces.put(sender, transaction.body().nonce() + 1);
      if (transaction.body() instanceof TransactionBody.SetCode setCode) {
        setCode.authorizations().stream()
            .map(Authorization::signer)
            .flatMap(Optional::stream)
            .forEach(delegating::add);
      }
    }
    nonces.forEach((sender, nonce) -> queues.of(sender).ifPresent(queue -> follow(queue, nonce)));
    queues.reorder(newHead.members(), newHead.nextBaseFee());
    expire();
    review(newHead.hasRulesOf(former) ? delegating : Set.copyOf(senders()));
  }

  private Collection<Address> senders() {
    return queues.all().stream().map(SenderQueue::sender).toList();
  }

  /** A sender's transactions were mined up to a nonce. */
  private void follow(SenderQueue queue, long nonce) {
    List<PooledTransaction> gone = queue.below(nonce);
    queues.change(
        queue,
        changing -> {
          changing.advanceTo(nonce);
          gone.forEach(changing::remove);
        });
    // Those that were mined are forgotten already; these had another transaction in their place.
    gone.stream()
        .filter(pooled -> byHash.remove(pooled.transaction().hash()) != null)
        .forEach(pooled -> counts.countOutdated());
    if (!queue.isEmpty()) {
      BigInteger balance = head.account(queue.sender()).balance().toUnsignedBigInteger();
      drop(
          queue,
          queue.all().stream().filter(pooled -> pooled.maxCost().compareTo(balance) > 0).toList());
    }
  }

  private void expire() {
    Instant oldest = clock.instant().minus(limits.lifetime());
    while (!byHash.isEmpty()) {
      PooledTransaction eldest = byHash.values().iterator().next();
      if (!eldest.admitted().isBefore(oldest)) {
        return;
      }
      remove(queues.of(eldest.sender()).orElseThrow(), eldest);
      counts.countExpired();
    }
  }

  /**
   * Judges what senders have here again by the head, and drops what can be in no block.
   *
   * @param senders whose accounts may have changed otherwise than by their own transactions
   */
  synchronized void review(Set<Address> senders) {
    for (Address sender : senders) {
      queues.of(sender).ifPresent(this::review);
    }
  }

  private void review(SenderQueue queue) {
    AccountState account = head.account(queue.sender());
    List<PooledTransaction> invalid =
        queue.all().stream()
            .filter(pooled -> isOutdated(head.check(pooled.transaction(), account)))
            .toList();
    queues.change(queue, changing -> changing.advanceTo(account.nonce()));
    drop(queue, invalid);
  }

  /** A base fee falls again, and a block's gas limit grows; the other reasons last. */
  private static boolean isOutdated(Optional<Refusal> refusal) {
    return refusal
        .filter(reason -> reason != Refusal.FEE_CAP_BELOW_BASE_FEE)
        .filter(reason -> reason != Refusal.BLOB_FEE_CAP_TOO_LOW)
        .filter(reason -> reason != Refusal.BLOCK_GAS_EXCEEDED)
        .isPresent();
  }

  private void drop(SenderQueue queue, List<PooledTransaction> dropped) {
    if (!dropped.isEmpty()) {
      queues.change(queue, changing -> dropped.forEach(changing::remove));
      for (PooledTransaction pooled : dropped) {
        byHash.remove(pooled.transaction().hash());
        counts.countOutdated();
      }
    }
  }

  /** The transaction with a hash, if it waits here. */
  public synchronized Optional<Transaction> find(Bytes32 hash) {
    return Optional.ofNullable(byHash.get(hash)).map(PooledTransaction::transaction);
  }

  /** The nonce that a sender's next transaction needs, those that are pending counted. */
  public long nextNonce(Address sender) {
    return pendingNonce(sender).orElseGet(() -> head.account(sender).nonce());
  }

  private synchronized Optional<Long> pendingNonce(Address sender) {
    return queues.of(sender).map(SenderQueue::nextNonce);
  }

  /**
   * What the next block may take, in its order.
   *
   * @param gasLimit of the block
   */
  public TransactionSelection select(long gasLimit) {
    return new TransactionSelection(
        this::ready, head.nextBaseFee(), limits.beyondReserve(gasLimit));
  }

  private synchronized List<ReadySender> ready(
      boolean members, Optional<SelectionRank> after, int most) {
    return queues.ready(members, after, most);
  }

  /** All transactions, in the order in which they came. */
  public synchronized List<PooledTransaction> all() {
    return List.copyOf(byHash.values());
  }

  /**
   * The transactions by sender and nonce.
   *
   * @param most are given at most
   * @param mostBytes of encoded transactions are given at most
   */
  public synchronized PoolContent content(int most, long mostBytes) {
    return PoolContent.of(
        queues.all().stream().sorted(Comparator.comparing(SenderQueue::sender)), most, mostBytes);
  }

  /** The transactions of one sender by nonce. */
  public synchronized PoolContent contentFrom(Address sender) {
    return PoolContent.of(
        queues.of(sender).stream(), Integer.MAX_VALUE, limits.maxBytesPerSender());
  }

  /** How full it is. */
  public synchronized PoolStatus status() {
    PoolUsage members = queues.members();
    PoolUsage others = queues.others();
    int pending = members.pending() + others.pending();
    return new PoolStatus(
        pending, byHash.size() - pending, members.transactions(), members.bytes() + others.bytes());
  }

  /** What it knows of the chain. */
  public PoolHead head() {
    return head;
  }

  /** What it may hold. */
  public PoolLimits limits() {
    return limits;
  }

  /** What has happened so far. */
  public PoolCounts counts() {
    return counts;
  }
}
