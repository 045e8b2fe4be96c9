package io.lyceum.authority.metrics;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.HeadListener;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.LongAdder;

/** The head, and what the blocks held that became it since the node was started. */
public final class ChainMetrics implements HeadListener {

  private final LongAdder blocks = new LongAdder();
  private final LongAdder transactions = new LongAdder();
  private final LongAdder gas = new LongAdder();
  private final LongAdder rounds = new LongAdder();
  private volatile BlockHeader head;
  private volatile long interval;

  /** Watches a chain, whose heads must be told. */
  public ChainMetrics(NodeMetrics metrics, Blockchain chain) {
    head = chain.head();
    interval =
        chain
            .header(head.parentHash())
            .map(parent -> head.timestamp() - parent.timestamp())
            .orElse(0L);
    metrics.gauge(
        "lyceum.chain.head.number",
        "",
        "Number of the newest block",
        Tags.empty(),
        () -> head.number());
    metrics.gauge(
        "lyceum.chain.head.timestamp",
        "seconds",
        "Timestamp of the newest block, in seconds since 1970",
        Tags.empty(),
        () -> head.timestamp());
    metrics.gauge(
        "lyceum.chain.head.round",
        "",
        "Round in which the newest block was sealed; 0 is the first",
        Tags.empty(),
        () -> round(head));
    metrics.gauge(
        "lyceum.chain.block.time",
        "seconds",
        "Seconds between the timestamps of the two newest blocks",
        Tags.empty(),
        () -> interval);
    metrics.gauge(
        "lyceum.chain.gas.limit",
        "",
        "Gas limit of the newest block",
        Tags.empty(),
        () -> head.gasLimit());
    metrics.counter(
        "lyceum.chain.blocks", "", "Blocks that became the head", Tags.empty(), blocks::sum);
    metrics.counter(
        "lyceum.chain.transactions",
        "",
        "Transactions in the blocks that became the head",
        Tags.empty(),
        transactions::sum);
    metrics.counter(
        "lyceum.chain.gas.used",
        "",
        "Gas used by the blocks that became the head",
        Tags.empty(),
        gas::sum);
    metrics.counter(
        "lyceum.chain.rounds.failed",
        "",
        "Rounds that sealed nothing before the blocks that became the head were sealed",
        Tags.empty(),
        rounds::sum);
  }

  @Override
  public void onNewHead(Block block) {
    BlockHeader header = block.header();
    interval = header.timestamp() - head.timestamp();
    head = header;
    blocks.increment();
    transactions.add(block.body().transactions().size());
    gas.add(header.gasUsed());
    rounds.add(round(header));
  }

  private static int round(BlockHeader header) {
    return QbftExtraData.decode(header.extraData()).round();
  }
}
