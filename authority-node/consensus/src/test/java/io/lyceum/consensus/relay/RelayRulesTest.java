package io.lyceum.consensus.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class RelayRulesTest {

  private static final int FUTURE = 10;
  private static final KeyPair STRANGER = KeyPair.of(Bytes32.leftPad(Bytes.of(99)));

  private static final Address PEER = KeyPair.of(Bytes32.leftPad(Bytes.of(98))).address();

  private final TestNetwork network = new TestNetwork(4);
  private final Block genesis = network.genesis();
  private final KeyPair proposer = network.proposer(genesis, 0);
  private final Block block = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 1);
  private final RelayRules rules = new RelayRules(genesis.header(), network.validators(), FUTURE);

  /** Judges a message of its author's own link. */
  private RelayVerdict judge(QbftMessage message) {
    return rules.judge(message, message.author());
  }

  private RoundChange roundChange(long height) {
    return network.roundChange(network.keys().getFirst(), height, 1);
  }

  @Test
  void passesOnWhatValidatorsSignForTheHeightThatRuns() {
    assertThat(judge(network.proposal(proposer, block))).isEqualTo(RelayVerdict.PASS_ON);
    for (KeyPair key : network.keys()) {
      assertThat(judge(network.prepare(key, block))).isEqualTo(RelayVerdict.PASS_ON);
      assertThat(judge(network.commit(key, block))).isEqualTo(RelayVerdict.PASS_ON);
    }
    assertThat(judge(roundChange(1))).isEqualTo(RelayVerdict.PASS_ON);
  }

  @Test
  void refusesStrangersAndWhatProvesNothing() {
    assertThat(judge(network.prepare(STRANGER, block))).isEqualTo(RelayVerdict.INVALID);
    KeyPair other = network.proposer(genesis, 1);
    assertThat(judge(network.proposal(other, block)))
        .as("out of turn")
        .isEqualTo(RelayVerdict.INVALID);
    Block later = network.block(genesis, other, 1, TestNetwork.GENESIS_TIME + 1);
    assertThat(judge(network.proposal(other, later)))
        .as("without a quorum of round changes")
        .isEqualTo(RelayVerdict.INVALID);
  }

  @Test
  void refusesAnotherJustificationAroundAGenuineSignature() {
    Proposal genuine = network.proposal(proposer, block);
    Proposal tampered = new Proposal(genuine.signed(), List.of(roundChange(1).signed()), List.of());
    assertThat(rules.judge(tampered, PEER)).isEqualTo(RelayVerdict.INVALID);
    RoundChange change = roundChange(1);
    RoundChange stuffed =
        new RoundChange(
            change.signed(), change.block(), List.of(network.prepare(proposer, block).signed()));
    assertThat(rules.judge(stuffed, PEER)).isEqualTo(RelayVerdict.INVALID);
  }

  @Test
  void whatItsAuthorSignedWholeIsNotTheFaultOfANodeThatLacksTheLastBlock() {
    RelayRules ahead = new RelayRules(block.header(), network.validators(), FUTURE);
    KeyPair outOfTurn = network.proposer(block, 1);
    Block second = network.block(block, outOfTurn, 0, TestNetwork.GENESIS_TIME + 2);
    Proposal wrong = network.proposal(outOfTurn, second);
    assertThat(rules.judge(wrong, outOfTurn.address()))
        .as("by who lacks the last block")
        .isEqualTo(RelayVerdict.PASS_ON);
    assertThat(ahead.judge(wrong, PEER)).isEqualTo(RelayVerdict.KEEP);
    assertThat(ahead.judge(wrong, outOfTurn.address())).isEqualTo(RelayVerdict.INVALID);
    assertThat(rules.judge(network.prepare(STRANGER, block), PEER)).isEqualTo(RelayVerdict.KEEP);
  }

  @Test
  void passesOnNothingOfThePastNorOfTheFarFuture() {
    assertThat(judge(roundChange(FUTURE + 1))).isEqualTo(RelayVerdict.PASS_ON);
    assertThat(judge(roundChange(FUTURE + 2))).isEqualTo(RelayVerdict.KEEP);
    RelayRules after = new RelayRules(block.header(), network.validators(), FUTURE);
    assertThat(after.judge(roundChange(1), PEER)).isEqualTo(RelayVerdict.KEEP);
  }

  @Test
  void whatCannotBeJudgedYetWaits() {
    RoundChange next = roundChange(2);
    RoundChange stuffed =
        new RoundChange(
            next.signed(), next.block(), List.of(network.prepare(proposer, block).signed()));
    assertThat(judge(stuffed)).isEqualTo(RelayVerdict.KEEP);
    assertThat(judge(network.roundChange(STRANGER, 2, 1))).isEqualTo(RelayVerdict.KEEP);
  }
}
