package io.lyceum.authority.consensus;

import io.lyceum.consensus.Timing;
import io.lyceum.consensus.TimingSchedule;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.genesis.QbftSchedule;
import java.time.Duration;

/** The periods that the genesis file sets, with the transitions to others. */
public record GenesisTiming(QbftSchedule schedule) implements TimingSchedule {

  /**
   * As in Besu, the longer block period counts where one ends between the parent and the block: by
   * its own timestamp the block may fall under a longer one already.
   */
  @Override
  public Timing after(BlockHeader parent) {
    QbftConfig config = schedule.at(parent.number() + 1, parent.timestamp());
    Duration period = config.blockPeriod();
    Duration next =
        schedule.at(parent.number() + 1, parent.timestamp() + period.toSeconds()).blockPeriod();
    return Timing.of(
        next.compareTo(period) > 0 ? next : period,
        Duration.ofSeconds(config.emptyBlockPeriodSeconds()),
        Duration.ofSeconds(config.requestTimeoutSeconds()));
  }
}
