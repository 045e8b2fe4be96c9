package io.lyceum.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {

  @ParameterizedTest
  @CsvSource({"1,1,0", "2,2,0", "3,2,0", "4,3,1", "5,4,1", "6,4,1", "7,5,2", "10,7,3"})
  void decidesByTwoThirdsRoundedUp(int validators, int size, int faulty) {
    Quorum quorum = new Quorum(validators);

    assertThat(quorum.size()).isEqualTo(size);
    assertThat(quorum.prepares()).isEqualTo(size - 1);
    assertThat(quorum.faulty()).isEqualTo(faulty);
    assertThat(quorum.honest()).isEqualTo(faulty + 1);
  }

  @Test
  void nobodyIsNoQuorum() {
    assertThatThrownBy(() -> new Quorum(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
