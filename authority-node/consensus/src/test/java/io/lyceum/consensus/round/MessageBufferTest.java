package io.lyceum.consensus.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.crypto.KeyPair;
import org.junit.jupiter.api.Test;

class MessageBufferTest {

  private final TestNetwork network = new TestNetwork(4);
  private final KeyPair first = network.keys().get(0);
  private final KeyPair second = network.keys().get(1);

  @Test
  void givesBackAHeightByRoundAndThenByArrival() {
    MessageBuffer buffer = new MessageBuffer(10, 10_000);
    QbftMessage late = network.roundChange(first, 5, 2);
    QbftMessage early = network.roundChange(second, 5, 1);
    QbftMessage laterHeight = network.roundChange(first, 6, 1);
    assertThat(buffer.add(late)).isTrue();
    assertThat(buffer.add(early)).isTrue();
    assertThat(buffer.add(laterHeight)).isTrue();
    assertThat(buffer.takeHeight(5)).containsExactly(early, late);
    assertThat(buffer.takeHeight(5)).isEmpty();
    assertThat(buffer.take(new RoundIdentifier(6, 1))).containsExactly(laterHeight);
  }

  @Test
  void refusesARepetition() {
    MessageBuffer buffer = new MessageBuffer(10, 10_000);
    assertThat(buffer.add(network.roundChange(first, 5, 2))).isTrue();
    assertThat(buffer.add(network.roundChange(first, 5, 2))).isFalse();
    assertThat(buffer.takeHeight(5)).hasSize(1);
  }

  @Test
  void oneAuthorCannotCrowdOutAnother() {
    MessageBuffer buffer = new MessageBuffer(2, 10_000);
    assertThat(buffer.add(network.roundChange(first, 5, 1))).isTrue();
    assertThat(buffer.add(network.roundChange(first, 5, 2))).isTrue();
    assertThat(buffer.add(network.roundChange(first, 5, 3))).isFalse();
    assertThat(buffer.add(network.roundChange(second, 5, 3))).isTrue();
  }

  @Test
  void countsBytesAndFreesThemWhenMessagesAreDropped() {
    int size = network.roundChange(first, 5, 1).encoded().size();
    MessageBuffer buffer = new MessageBuffer(100, 2L * size);
    assertThat(buffer.add(network.roundChange(first, 5, 1))).isTrue();
    assertThat(buffer.add(network.roundChange(first, 6, 1))).isTrue();
    assertThat(buffer.add(network.roundChange(first, 7, 1))).isFalse();
    buffer.dropBefore(new RoundIdentifier(6, 0));
    assertThat(buffer.takeHeight(5)).isEmpty();
    assertThat(buffer.add(network.roundChange(first, 7, 1))).isTrue();
  }
}
