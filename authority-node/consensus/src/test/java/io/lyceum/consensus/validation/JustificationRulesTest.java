package io.lyceum.consensus.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class JustificationRulesTest {

  private static final long TIME = TestNetwork.GENESIS_TIME + 1;
  private final TestNetwork network = new TestNetwork(4);
  private final List<KeyPair> keys = network.keys();
  private final Block genesis = network.genesis();
  private final KeyPair proposer0 = network.proposer(genesis, 0);
  private final KeyPair proposer1 = network.proposer(genesis, 1);
  private final Block block0 = network.block(genesis, proposer0, 0, TIME);
  private final PreparedCertificate certificate = network.certificate(block0, keys.subList(0, 3));
  private final ProposalRules proposals = new ProposalRules(network.validators(), genesis.header());
  private final RoundChangeRules roundChanges = new RoundChangeRules(network.validators(), 1);

  private List<Prepare> prepares(Block block, int count) {
    return keys.subList(0, count).stream().map(key -> network.prepare(key, block)).toList();
  }

  private RoundChange unprepared(int author, int round) {
    return network.roundChange(keys.get(author), 1, round);
  }

  private void assertAccepted(Proposal proposal) {
    assertThat(proposals.check(proposal)).isEmpty();
  }

  private void assertRefused(Proposal proposal, String reason) {
    assertThat(proposals.check(proposal)).hasValueSatisfying(r -> assertThat(r).contains(reason));
  }

  @Test
  void roundZeroNeedsTheRightProposerAndNoJustification() {
    assertAccepted(network.proposal(proposer0, block0));
    assertRefused(
        network.proposal(proposer1, network.block(genesis, proposer1, 0, TIME)),
        "not the proposer");
    assertRefused(
        network.proposal(proposer0, block0, List.of(unprepared(0, 1)), List.of()),
        "no justification");
  }

  @Test
  void aFreshBlockHasItsProposerAsCoinbase() {
    Block foreign = network.block(genesis, proposer1, 0, TIME);
    assertRefused(network.proposal(proposer0, foreign), "coinbase");
  }

  @Test
  void aProposedBlockHasNoSealsYet() {
    Signature seal = proposer0.sign(BlockRounds.digest(block0));
    assertRefused(
        network.proposal(proposer0, BlockRounds.sealed(block0, List.of(seal))), "has seals");
  }

  @Test
  void aLaterRoundNeedsAQuorumOfDifferentValidators() {
    Block block = network.block(genesis, proposer1, 1, TIME);
    List<RoundChange> quorum = List.of(unprepared(0, 1), unprepared(1, 1), unprepared(2, 1));
    assertAccepted(network.proposal(proposer1, block, quorum, List.of()));
    assertRefused(
        network.proposal(proposer1, block, quorum.subList(0, 2), List.of()), "not a quorum");
    assertRefused(
        network.proposal(
            proposer1,
            block,
            List.of(unprepared(0, 1), unprepared(1, 1), unprepared(1, 1)),
            List.of()),
        "not a quorum");
    KeyPair stranger = KeyPair.of(Bytes32.repeat((byte) 9));
    assertRefused(
        network.proposal(
            proposer1,
            block,
            List.of(unprepared(0, 1), unprepared(1, 1), network.roundChange(stranger, 1, 1)),
            List.of()),
        "not a quorum");
    assertRefused(
        network.proposal(
            proposer1,
            block,
            List.of(unprepared(0, 1), unprepared(1, 1), unprepared(2, 2)),
            List.of()),
        "another round");
  }

  @Test
  void thePreparedBlockMustBeProposedAgainWithItsCoinbase() {
    List<RoundChange> quorum =
        List.of(
            network.roundChange(keys.get(0), 1, certificate), unprepared(1, 1), unprepared(2, 1));
    Block again = BlockRounds.inRound(block0, 1);
    assertThat(again.header().coinbase()).isEqualTo(proposer0.address());
    assertAccepted(network.proposal(proposer1, again, quorum, prepares(block0, 3)));
    assertRefused(network.proposal(proposer1, again, quorum, prepares(block0, 2)), "not a quorum");
    assertRefused(
        network.proposal(proposer1, again, quorum, prepares(again, 3)), "another round or block");
    Block other = network.block(genesis, proposer1, 1, TIME + 1);
    assertRefused(
        network.proposal(proposer1, other, quorum, prepares(block0, 3)),
        "not the one that was prepared");
  }

  @Test
  void preparesWithoutAPreparedRoundAreRefused() {
    Block block = network.block(genesis, proposer1, 1, TIME);
    List<RoundChange> quorum = List.of(unprepared(0, 1), unprepared(1, 1), unprepared(2, 1));
    assertRefused(
        network.proposal(proposer1, block, quorum, prepares(block0, 3)), "nobody was prepared");
  }

  @Test
  void aRoundChangeProvesWhatItWasPreparedFor() {
    assertThat(roundChanges.check(network.roundChange(keys.get(3), 1, certificate))).isEmpty();
    assertThat(roundChanges.check(unprepared(3, 1))).isEmpty();
    PreparedCertificate weak = network.certificate(block0, keys.subList(0, 2));
    assertThat(roundChanges.check(network.roundChange(keys.get(3), 1, weak))).isPresent();
    RoundChange genuine = network.roundChange(keys.get(3), 1, certificate);
    RoundChange withoutBlock = new RoundChange(genuine.signed(), Optional.empty(), List.of());
    assertThat(roundChanges.check(withoutBlock)).isPresent();
    Block other = network.block(genesis, proposer0, 0, TIME + 5);
    RoundChange exchanged =
        new RoundChange(genuine.signed(), Optional.of(other), genuine.prepares());
    assertThat(roundChanges.check(exchanged)).isPresent();
  }

  @Test
  void aPreparedBlockComesWithItsOwnBodyAndWithoutSeals() {
    Block full = network.blockWithTransaction(genesis, proposer0, 0, TIME);
    PreparedCertificate prepared = network.certificate(full, keys.subList(0, 3));
    RoundChange genuine = network.roundChange(keys.get(3), 1, prepared);
    assertThat(roundChanges.check(genuine)).isEmpty();
    Block emptied = new Block(full.header(), block0.body());
    Block sealed = BlockRounds.sealed(full, List.of(proposer0.sign(BlockRounds.digest(full))));
    assertThat(roundChanges.check(withBlock(genuine, emptied)))
        .contains("the prepared block has the body of another");
    assertThat(roundChanges.check(withBlock(genuine, sealed)))
        .contains("the prepared block has seals");
  }

  private static RoundChange withBlock(RoundChange message, Block block) {
    return new RoundChange(message.signed(), Optional.of(block), message.prepares());
  }

  @Test
  void aRoundChangeIsForThisHeightAndPreparedBefore() {
    assertThat(roundChanges.check(network.roundChange(keys.get(0), 2, 1))).isPresent();
    assertThat(roundChanges.check(unprepared(0, 0))).isPresent();
    Block block1 = network.block(genesis, proposer1, 1, TIME);
    PreparedCertificate later = network.certificate(block1, keys.subList(0, 3));
    assertThat(roundChanges.check(network.roundChange(keys.get(0), 1, later))).isPresent();
    assertThat(roundChanges.check(network.roundChange(keys.get(0), 2, later))).isEmpty();
  }
}
