package io.lyceum.api.subscription;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.node.NetworkView;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.result.BlockResult;
import io.lyceum.api.result.ExecutedTransaction;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.NotificationWriter;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.pool.PooledTransaction;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients what happens, on a thread of its own: whoever brings news goes on at once. New
 * blocks are never left out; of pending transactions some are, if they come faster than they can be
 * told. Safe for use by many threads.
 */
public final class Subscriptions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /** More news than this does not wait to be told. */
  private static final int MOST_WAITING = 1024;

  /** The weight that the topics of all connections have together, at most. */
  private static final int MOST_WEIGHT = 1 << 18;

  private record Subscription(long id, Topic topic, Subscriber client) {}

  private final ChainQuery chain;
  private final NetworkView network;
  private final NotificationWriter writer = new NotificationWriter();
  private final Map<Long, Subscription> byId = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final Semaphore room;
  private final AtomicBoolean headsWait = new AtomicBoolean();
  private final ThreadPoolExecutor teller =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("subscriptions").factory());

  /** The newest block that was told; only for the thread that tells. */
  private long told;

  /**
   * @param chain whose blocks are told
   * @param network whose synchronization is told
   */
  public Subscriptions(ChainQuery chain, NetworkView network) {
    this(chain, network, MOST_WEIGHT);
  }

  /**
   * @param chain whose blocks are told
   * @param network whose synchronization is told
   * @param mostWeight of all topics together
   */
  Subscriptions(ChainQuery chain, NetworkView network, int mostWeight) {
    this.room = new Semaphore(mostWeight);
    this.chain = chain;
    this.network = network;
    this.told = chain.head().number();
  }

  /**
   * An id that was never given before, and room for the topic until it is removed.
   *
   * @throws RpcException if there is none left
   */
  long reserve(Topic topic) {
    if (!room.tryAcquire(topic.weight())) {
      throw RpcException.limitExceeded("The node has no room for more subscriptions");
    }
    return lastId.incrementAndGet();
  }

  /** Tells a client of a topic from now on. */
  void add(long id, Topic topic, Subscriber client) {
    byId.put(id, new Subscription(id, topic, client));
  }

  /** Tells no more of a topic for which there was room. */
  void remove(long id, Topic topic) {
    byId.remove(id);
    room.release(topic.weight());
  }

  /** There are new blocks. */
  public void onNewHead() {
    if (headsWait.compareAndSet(false, true) && !later(this::tellBlocks)) {
      headsWait.set(false);
    }
  }

  /** Transactions came into the pool. */
  public void onAdmitted(List<PooledTransaction> admitted) {
    if (has(Topic.PendingTransactions.class)) {
      later(() -> admitted.forEach(pooled -> tellPending(pooled.transaction())));
    }
  }

  /** Synchronization began or ended. */
  public void onSyncChanged() {
    if (has(Topic.Syncing.class)) {
      later(this::tellSyncing);
    }
  }

  private boolean has(Class<? extends Topic> topic) {
    return byId.values().stream().anyMatch(subscription -> topic.isInstance(subscription.topic()));
  }

  private boolean later(Runnable news) {
    try {
      teller.execute(
          () -> {
            try {
              news.run();
            } catch (RuntimeException e) {
              LOG.error("Subscribers could not be told", e);
            }
          });
      return true;
    } catch (RejectedExecutionException tooMany) {
      LOG.debug("News come faster than subscribers can be told");
      return false;
    }
  }

  private void tellBlocks() {
    headsWait.set(false);
    long head = chain.head().number();
    while (told < head && (has(Topic.NewHeads.class) || has(Topic.Logs.class))) {
      told++;
      BlockResult block = chain.block(new BlockParameter.Number(told), false).orElseThrow();
      String json = writer.json(block);
      tell(topic -> topic instanceof Topic.NewHeads ? Stream.of(json) : Stream.empty());
      tellLogs(block);
    }
    told = head;
  }

  private void tellLogs(BlockResult block) {
    boolean wanted =
        byId.values().stream()
            .anyMatch(
                subscription ->
                    subscription.topic() instanceof Topic.Logs logs
                        && logs.criteria().mayBeIn(block.logsBloom()));
    if (wanted) {
      List<LogResult> all =
          chain.executed(block.hash()).stream()
              .map(ExecutedTransaction::logs)
              .flatMap(List::stream)
              .toList();
      Map<LogResult, String> written = new IdentityHashMap<>();
      tell(
          topic ->
              topic instanceof Topic.Logs logs && logs.criteria().mayBeIn(block.logsBloom())
                  ? all.stream()
                      .filter(log -> logs.criteria().match(log.address(), log.topics()))
                      .map(log -> written.computeIfAbsent(log, writer::json))
                  : Stream.empty());
    }
  }

  private void tellPending(Transaction transaction) {
    Map<Boolean, String> written = new HashMap<>();
    Function<Boolean, String> json =
        whole -> writer.json(whole ? TransactionResult.pending(transaction) : transaction.hash());
    tell(
        topic ->
            topic instanceof Topic.PendingTransactions pending
                ? Stream.of(written.computeIfAbsent(pending.whole(), json))
                : Stream.empty());
  }

  private void tellSyncing() {
    String json = writer.json(network.syncProgress().<Object>map(now -> now).orElse(false));
    tell(topic -> topic instanceof Topic.Syncing ? Stream.of(json) : Stream.empty());
  }

  private void tell(Function<Topic, Stream<String>> results) {
    for (Subscription subscription : byId.values()) {
      results
          .apply(subscription.topic())
          .map(result -> NotificationWriter.notification(subscription.id(), result))
          .forEach(subscription.client()::tell);
    }
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
