package io.lyceum.ledger.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.genesis.QbftSchedule;
import io.lyceum.ledger.genesis.QbftTransition;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

/** Block 1 by votes, block 2 by one contract, block 3 by another, from block 4 on by votes. */
class ScheduledValidatorsTest {

  private static final Address A = address(0xa);
  private static final Address B = address(0xb);
  private static final Address FIRST = address(1);
  private static final Address SECOND = address(2);

  private final ScheduledValidators validators =
      new ScheduledValidators(
          new QbftSchedule(
              QbftConfig.DEFAULT,
              List.of(
                  byContract(2, FIRST),
                  byContract(3, SECOND),
                  new QbftTransition(4, QbftConfig.DEFAULT, Optional.of(List.of(B, A))))),
          hash -> Optional.empty(),
          (after, contract, input) -> Optional.of(only(contract)));

  private static Address address(int last) {
    return new Address(Bytes.concatenate(Bytes.wrap(new byte[19]), Bytes.of(last)));
  }

  private static QbftTransition byContract(long block, Address contract) {
    return new QbftTransition(
        block, new QbftConfig(1, 0, 1, 30_000, Optional.of(contract)), Optional.empty());
  }

  /** The ABI's form of an array that holds one address. */
  private static Bytes only(Address address) {
    return Bytes.concatenate(UInt256.valueOf(32), UInt256.ONE, Bytes32.leftPad(address.bytes()));
  }

  private static BlockHeader header(long number) {
    return new BlockHeaderBuilder()
        .number(number)
        .extraData(
            new QbftExtraData(Bytes32.ZERO, List.of(A), Optional.empty(), 0, List.of()).encoded())
        .build();
  }

  @Test
  void blockToComeDecidesWhoIsAsked() {
    assertThat(validators.validatorsAfter(header(0))).containsExactly(A);
    assertThat(validators.validatorsAfter(header(1))).containsExactly(FIRST);
    assertThat(validators.validatorsAfter(header(2))).containsExactly(SECOND);
    assertThat(validators.validatorsAfter(header(3))).containsExactly(A, B);
  }

  @Test
  void onlyHeadersOfBlocksByVotesListValidatorsAndHoldVotes() {
    assertThat(validators.listedInHeader(1, 0, List.of(A))).containsExactly(A);
    assertThat(validators.listedInHeader(2, 0, List.of(A))).isEmpty();
    assertThat(validators.allowsVotes(3, 0)).isFalse();
    assertThat(validators.allowsVotes(4, 0)).isTrue();
  }
}
