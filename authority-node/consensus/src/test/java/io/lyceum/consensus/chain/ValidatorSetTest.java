package io.lyceum.consensus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorSetTest {

  private static Address address(int number) {
    return new Address(Bytes.concatenate(Bytes.wrap(new byte[16]), Bytes.ofUnsignedInt(number)));
  }

  private static ValidatorSet of(int... numbers) {
    return new ValidatorSet(IntStream.of(numbers).mapToObj(ValidatorSetTest::address).toList());
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,2,1", "3,2,1", "4,3,2", "5,4,2", "6,4,2", "7,5,3", "10,7,4"})
  void knowsQuorumAndHonestCount(int size, int quorum, int honest) {
    ValidatorSet validators = of(IntStream.rangeClosed(1, size).toArray());
    assertThat(validators.quorum()).isEqualTo(quorum);
    assertThat(validators.honest()).isEqualTo(honest);
  }

  @Test
  void ordersByUnsignedBytes() {
    ValidatorSet validators = of(0x80, 0x7f, 0x01);
    assertThat(validators.ascending()).isEqualTo(List.of(address(1), address(0x7f), address(0x80)));
  }

  @Test
  void proposerFollowsThePreviousOneAndMovesOnWithEachRound() {
    ValidatorSet validators = of(1, 2, 3, 4);
    assertThat(validators.proposer(address(2), 0)).isEqualTo(address(3));
    assertThat(validators.proposer(address(2), 1)).isEqualTo(address(4));
    assertThat(validators.proposer(address(2), 2)).isEqualTo(address(1));
    assertThat(validators.proposer(address(4), 0)).isEqualTo(address(1));
    assertThat(validators.proposer(address(1), Integer.MAX_VALUE)).isEqualTo(address(1));
  }

  @Test
  void whereThePreviousProposerLeftItsSuccessorBegins() {
    ValidatorSet validators = of(1, 3, 5);
    assertThat(validators.proposer(address(2), 0)).isEqualTo(address(3));
    assertThat(validators.proposer(address(2), 1)).isEqualTo(address(5));
    assertThat(validators.proposer(address(9), 0)).isEqualTo(address(1));
    assertThat(validators.proposer(Address.ZERO, 0)).isEqualTo(address(1));
  }
}
