package io.lyceum.consensus;

import io.lyceum.consensus.chain.PendingTransactions;
import io.lyceum.ledger.block.BlockHeader;

/**
 * When the block after a parent is due. Where empty blocks have a longer period, a block is due
 * earlier only if transactions wait.
 */
final class BlockTime {

  private final Timing timing;
  private final PendingTransactions pendingTransactions;
  private final long parentMillis;
  private final long earliestMillis;

  /**
   * @param begunMillis when the height began; a period of less than a second, which no timestamp
   *     shows, is counted from there
   */
  BlockTime(
      BlockHeader parent,
      Timing timing,
      PendingTransactions pendingTransactions,
      long begunMillis) {
    this.timing = timing;
    this.pendingTransactions = pendingTransactions;
    this.parentMillis = parent.timestamp() * 1000;
    long from = timing.blockPeriod().toSeconds() > 0 ? parentMillis : begunMillis;
    this.earliestMillis = Math.max(parentMillis, from + timing.blockPeriod().toMillis());
  }

  /** When a block with transactions may be made, in milliseconds since 1970. */
  long earliestMillis() {
    return earliestMillis;
  }

  /** Whether the first round may begin: there is something to seal, or it is time anyway. */
  boolean reached(long nowMillis) {
    return nowMillis >= earliestMillis && (emptyBlockDue(nowMillis) || pendingTransactions.any());
  }

  /** Whether a block may be made although it is empty. */
  boolean emptyBlockDue(long nowMillis) {
    return nowMillis >= emptyMillis();
  }

  /**
   * When to look for transactions again: after another block period, or when an empty block is due
   * (Besu's BlockTimer, resetTimerForEmptyBlock).
   */
  long nextLookMillis(long nowMillis) {
    long poll = nowMillis + Math.max(1, timing.blockPeriod().toMillis());
    return Math.max(earliestMillis(), Math.min(poll, emptyMillis()));
  }

  private long emptyMillis() {
    return parentMillis + timing.emptyBlockPeriod().toMillis();
  }

  /** The new block's timestamp in seconds since 1970. */
  long timestamp(long nowMillis) {
    return Math.max(nowMillis, earliestMillis) / 1000;
  }
}
