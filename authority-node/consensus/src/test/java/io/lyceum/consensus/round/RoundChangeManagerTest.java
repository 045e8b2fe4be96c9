package io.lyceum.consensus.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundChangeManagerTest {

  private final TestNetwork network = new TestNetwork(4);
  private final List<KeyPair> keys = network.keys();
  private final RoundChangeManager manager = new RoundChangeManager();

  @Test
  void findsTheHighestRoundThatEnoughValidatorsReached() {
    manager.add(network.roundChange(keys.get(0), 1, 9));
    assertThat(manager.reachedBy(2)).isEmpty();
    manager.add(network.roundChange(keys.get(1), 1, 4));
    manager.add(network.roundChange(keys.get(2), 1, 6));
    assertThat(manager.reachedBy(1)).hasValue(9);
    assertThat(manager.reachedBy(2)).hasValue(6);
    assertThat(manager.reachedBy(3)).hasValue(4);
  }

  @Test
  void keepsOnlyTheHighestOfEachValidator() {
    manager.add(network.roundChange(keys.get(0), 1, 3));
    manager.add(network.roundChange(keys.get(0), 1, 2));
    assertThat(manager.forRound(2)).isEmpty();
    assertThat(manager.forRound(3)).hasSize(1);
    manager.add(network.roundChange(keys.get(0), 1, 5));
    assertThat(manager.forRound(3)).isEmpty();
  }

  @Test
  void theHighestPreparedRoundWins() {
    Block first = network.block(network.genesis(), keys.get(0), 0, TestNetwork.GENESIS_TIME + 1);
    Block second = network.block(network.genesis(), keys.get(1), 1, TestNetwork.GENESIS_TIME + 2);
    PreparedCertificate low = network.certificate(first, keys.subList(0, 3));
    PreparedCertificate high = network.certificate(second, keys.subList(0, 3));
    RoundChange winner = network.roundChange(keys.get(1), 2, high);
    List<RoundChange> messages =
        List.of(
            network.roundChange(keys.get(0), 2, low),
            winner,
            network.roundChange(keys.get(2), 1, 2));
    assertThat(RoundChangeManager.highestPrepared(messages)).contains(high);
    assertThat(RoundChangeManager.highestPrepared(messages.subList(2, 3))).isEmpty();
  }
}
