package io.lyceum.authority.consensus;

import io.lyceum.consensus.Timing;
import io.lyceum.consensus.TimingSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.genesis.QbftSchedule;
import java.time.Duration;

/** The periods that the genesis file sets, with the transitions to others. */
public record GenesisTiming(QbftSchedule schedule) implements TimingSchedule {

  @Override
  public Timing at(long height) {
    QbftConfig config = schedule.at(height);
    return Timing.of(
        Duration.ofSeconds(config.blockPeriodSeconds()),
        Duration.ofSeconds(config.emptyBlockPeriodSeconds()),
        Duration.ofSeconds(config.requestTimeoutSeconds()));
  }
}
