package io.lyceum.consensus.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class RelayRulesTest {

  private static final int FUTURE = 10;
  private static final KeyPair STRANGER = KeyPair.of(Bytes32.leftPad(Bytes.of(99)));

  private final TestNetwork network = new TestNetwork(4);
  private final Block genesis = network.genesis();
  private final KeyPair proposer = network.proposer(genesis, 0);
  private final Block block = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 1);
  private final RelayRules rules = new RelayRules(genesis.header(), network.validators(), FUTURE);

  private RoundChange roundChange(long height) {
    return network.roundChange(network.keys().getFirst(), height, 1);
  }

  @Test
  void passesOnWhatValidatorsSignForTheHeightThatRuns() {
    assertThat(rules.judge(network.proposal(proposer, block))).isEqualTo(RelayVerdict.PASS_ON);
    for (KeyPair key : network.keys()) {
      assertThat(rules.judge(network.prepare(key, block))).isEqualTo(RelayVerdict.PASS_ON);
      assertThat(rules.judge(network.commit(key, block))).isEqualTo(RelayVerdict.PASS_ON);
    }
    assertThat(rules.judge(roundChange(1))).isEqualTo(RelayVerdict.PASS_ON);
  }

  @Test
  void refusesStrangersAndWhatProvesNothing() {
    assertThat(rules.judge(network.prepare(STRANGER, block))).isEqualTo(RelayVerdict.INVALID);
    KeyPair other = network.proposer(genesis, 1);
    assertThat(rules.judge(network.proposal(other, block)))
        .as("out of turn")
        .isEqualTo(RelayVerdict.INVALID);
    Block later = network.block(genesis, other, 1, TestNetwork.GENESIS_TIME + 1);
    assertThat(rules.judge(network.proposal(other, later)))
        .as("without a quorum of round changes")
        .isEqualTo(RelayVerdict.INVALID);
  }

  @Test
  void refusesAnotherJustificationAroundAGenuineSignature() {
    Proposal genuine = network.proposal(proposer, block);
    Proposal tampered = new Proposal(genuine.signed(), List.of(roundChange(1).signed()), List.of());
    assertThat(rules.judge(tampered)).isEqualTo(RelayVerdict.INVALID);
    RoundChange change = roundChange(1);
    RoundChange stuffed =
        new RoundChange(
            change.signed(), change.block(), List.of(network.prepare(proposer, block).signed()));
    assertThat(rules.judge(stuffed)).isEqualTo(RelayVerdict.INVALID);
  }

  @Test
  void passesOnNothingOfThePastNorOfTheFarFuture() {
    assertThat(rules.judge(roundChange(FUTURE + 1))).isEqualTo(RelayVerdict.PASS_ON);
    assertThat(rules.judge(roundChange(FUTURE + 2))).isEqualTo(RelayVerdict.KEEP);
    RelayRules after = new RelayRules(block.header(), network.validators(), FUTURE);
    assertThat(after.judge(roundChange(1))).isEqualTo(RelayVerdict.KEEP);
  }

  @Test
  void whatCannotBeJudgedYetWaits() {
    RoundChange next = roundChange(2);
    RoundChange stuffed =
        new RoundChange(
            next.signed(), next.block(), List.of(network.prepare(proposer, block).signed()));
    assertThat(rules.judge(stuffed)).isEqualTo(RelayVerdict.KEEP);
    assertThat(rules.judge(network.roundChange(STRANGER, 2, 1))).isEqualTo(RelayVerdict.KEEP);
  }
}
