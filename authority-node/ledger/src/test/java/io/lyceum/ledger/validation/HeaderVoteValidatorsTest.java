package io.lyceum.ledger.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.block.ValidatorVote.Polarity;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeaderVoteValidatorsTest {

  private static final int EPOCH = 10;
  private static final Address A = address(1);
  private static final Address B = address(2);
  private static final Address C = address(3);
  private static final Address D = address(4);

  private final Map<Bytes32, BlockHeader> headers = new HashMap<>();
  private final HeaderVoteValidators validators =
      new HeaderVoteValidators(hash -> Optional.ofNullable(headers.get(hash)), EPOCH);
  private BlockHeader head;

  private static Address address(int last) {
    return new Address(Bytes.concatenate(Bytes.wrap(new byte[19]), Bytes.of(last)));
  }

  @BeforeEach
  void startWithThree() {
    append(0, Bytes32.ZERO, Address.ZERO, List.of(C, A, B), Optional.empty());
  }

  private void append(
      long number,
      Bytes32 parent,
      Address proposer,
      List<Address> listed,
      Optional<ValidatorVote> vote) {
    head =
        new BlockHeaderBuilder()
            .number(number)
            .parentHash(parent)
            .coinbase(proposer)
            .extraData(new QbftExtraData(Bytes32.ZERO, listed, vote, 0, List.of()).encoded())
            .build();
    headers.put(head.hash(), head);
  }

  private void block(Address proposer, Optional<ValidatorVote> vote) {
    append(head.number() + 1, head.hash(), proposer, validators.validatorsAfter(head), vote);
  }

  private void vote(Address proposer, Address recipient, Polarity polarity) {
    block(proposer, Optional.of(new ValidatorVote(recipient, polarity)));
  }

  private List<Address> current() {
    return validators.validatorsAfter(head);
  }

  @Test
  void genesisListIsSorted() {
    assertThat(current()).containsExactly(A, B, C);
  }

  @Test
  void moreThanHalfOfTheVotesAdmitACandidate() {
    vote(A, D, Polarity.ADD);
    vote(A, D, Polarity.ADD);
    assertThat(current()).containsExactly(A, B, C);

    vote(B, D, Polarity.ADD);

    assertThat(current()).containsExactly(A, B, C, D);
  }

  @Test
  void oppositeVoteOfTheSameVoterCancels() {
    vote(A, D, Polarity.ADD);
    vote(A, D, Polarity.DROP);

    vote(B, D, Polarity.ADD);

    assertThat(current()).containsExactly(A, B, C);
  }

  @Test
  void votesOfOneWhoIsRemovedAreForgotten() {
    vote(C, D, Polarity.ADD);
    vote(A, C, Polarity.DROP);
    vote(B, C, Polarity.DROP);
    assertThat(current()).containsExactly(A, B);

    vote(A, D, Polarity.ADD);
    assertThat(current()).containsExactly(A, B);

    vote(B, D, Polarity.ADD);
    assertThat(current()).containsExactly(A, B, D);
  }

  @Test
  void epochBlockDropsOutstandingVotesAndItsOwn() {
    while (head.number() < EPOCH - 1) {
      vote(A, D, Polarity.ADD);
    }
    vote(B, D, Polarity.ADD);
    assertThat(head.number()).isEqualTo(EPOCH);

    vote(C, D, Polarity.ADD);

    assertThat(current()).containsExactly(A, B, C);
  }

  @Test
  void freshReaderComesToTheSameSet() {
    vote(A, D, Polarity.ADD);
    vote(B, D, Polarity.ADD);
    block(C, Optional.empty());

    HeaderVoteValidators fresh =
        new HeaderVoteValidators(hash -> Optional.ofNullable(headers.get(hash)), EPOCH);

    assertThat(fresh.validatorsAfter(head)).isEqualTo(current());
  }

  @Test
  void missingHeaderIsNamed() {
    block(A, Optional.empty());
    headers.clear();
    HeaderVoteValidators fresh = new HeaderVoteValidators(_ -> Optional.empty(), EPOCH);

    assertThatThrownBy(() -> fresh.validatorsAfter(head))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(head.parentHash().toHexString());
  }

  @Test
  void replacementTakesOverWithItsBlockAndTheVoteBeforeItCounts() {
    HeaderVoteValidators replaced =
        new HeaderVoteValidators(
            hash -> Optional.ofNullable(headers.get(hash)),
            EPOCH,
            number -> number == 3 ? Optional.of(List.of(D, A)) : Optional.empty());
    block(A, Optional.empty());
    assertThat(replaced.validatorsAfter(head)).containsExactly(A, B, C);

    block(A, Optional.of(new ValidatorVote(B, Polarity.ADD)));
    assertThat(replaced.validatorsAfter(head)).containsExactly(A, D);
    append(3, head.hash(), D, List.of(A, D), Optional.of(new ValidatorVote(B, Polarity.ADD)));

    assertThat(replaced.validatorsAfter(head)).containsExactly(A, B, D);
  }
}
