package io.lyceum.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.Equivocation;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.crypto.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QbftStateMachineTest {

  private static final long START = (TestNetwork.GENESIS_TIME + 1) * 1000;
  private static final RoundIdentifier ROUND_0 = new RoundIdentifier(1, 0);
  private static final RoundIdentifier ROUND_1 = new RoundIdentifier(1, 1);

  private final TestNetwork network = new TestNetwork(4);
  private final Block genesis = network.genesis();
  private final KeyPair proposer = network.proposer(genesis, 0);
  private final List<KeyPair> others =
      network.keys().stream().filter(key -> key != proposer).toList();
  private final KeyPair proposer1 = network.proposer(genesis, 1);
  private final KeyPair follower = others.getLast();
  private final Block block = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 1);
  private final List<Block> validated = new ArrayList<>();
  private boolean transactionsWait = true;
  private boolean blocksAreValid = true;

  private QbftStateMachine machine(KeyPair key) {
    return machine(key, Duration.ZERO, SigningRecord.EMPTY, OptionalLong.empty());
  }

  private QbftStateMachine machine(
      KeyPair key, Duration emptyBlockPeriod, SigningRecord record, OptionalLong abstainUntil) {
    ConsensusOptions options =
        ConsensusOptions.of(Duration.ofSeconds(1), emptyBlockPeriod, Duration.ofSeconds(1));
    return machine(key, options, record, abstainUntil);
  }

  private QbftStateMachine machine(
      KeyPair key, ConsensusOptions options, SigningRecord record, OptionalLong abstainUntil) {
    return new QbftStateMachine(
        key,
        options,
        (proposed, parent) -> {
          validated.add(proposed);
          return blocksAreValid ? Optional.empty() : Optional.of("the test wants it so");
        },
        parent -> network.validators(),
        () -> transactionsWait,
        record,
        abstainUntil);
  }

  private static <T> List<T> of(List<Effect> effects, Class<T> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <T extends QbftMessage> List<T> sent(List<Effect> effects, Class<T> kind) {
    return of(effects, Effect.Broadcast.class).stream()
        .map(Effect.Broadcast::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static List<Effect> receive(QbftStateMachine machine, QbftMessage message) {
    return machine.handle(new Event.MessageReceived(message), START);
  }

  /** Starts a machine and lets the time of block 1 come. */
  private List<Effect> begin(QbftStateMachine machine) {
    machine.handle(new Event.NewChainHead(genesis.header()), START - 500);
    return machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), START);
  }

  private static List<Effect> roundExpires(QbftStateMachine machine, RoundIdentifier round) {
    return machine.handle(new Event.TimerExpired(TimerKind.ROUND, round), START + 1000);
  }

  @Test
  void waitsForTheBlockPeriodAndThenAsksTheProposerForABlock() {
    QbftStateMachine machine = machine(proposer);
    List<Effect> atHead = machine.handle(new Event.NewChainHead(genesis.header()), START - 500);
    assertThat(atHead).contains(new Effect.SetTimer(TimerKind.BLOCK, ROUND_0, START));
    List<Effect> atTime = machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), START);
    assertThat(atTime)
        .contains(
            new Effect.SetTimer(TimerKind.ROUND, ROUND_0, START + 1000),
            new Effect.RequestProposal(ROUND_0, genesis.header(), TestNetwork.GENESIS_TIME + 1));
    assertThat(of(begin(machine(follower)), Effect.RequestProposal.class)).isEmpty();
  }

  @Test
  void theHeightDecidesWhichPeriodsAreInForce() {
    Duration second = Duration.ofSeconds(1);
    Timing first = Timing.of(second, Duration.ZERO, second);
    Timing later = Timing.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
    ConsensusOptions options = ConsensusOptions.of(parent -> parent.number() == 0 ? first : later);
    KeyPair next = network.proposer(block, 0);
    QbftStateMachine machine = machine(next, options, SigningRecord.EMPTY, OptionalLong.empty());
    assertThat(machine.handle(new Event.NewChainHead(genesis.header()), START - 500))
        .contains(new Effect.SetTimer(TimerKind.BLOCK, ROUND_0, START));
    RoundIdentifier height2 = new RoundIdentifier(2, 0);
    long due = START + 5000;
    assertThat(machine.handle(new Event.NewChainHead(block.header()), START))
        .contains(new Effect.SetTimer(TimerKind.BLOCK, height2, due));
    transactionsWait = false;
    Event blockTime = new Event.TimerExpired(TimerKind.BLOCK, height2);
    assertThat(of(machine.handle(blockTime, due), Effect.RequestProposal.class)).isEmpty();
    assertThat(machine.handle(blockTime, START + 20_000))
        .contains(new Effect.SetTimer(TimerKind.ROUND, height2, START + 22_000))
        .contains(
            new Effect.RequestProposal(height2, block.header(), TestNetwork.GENESIS_TIME + 21));
  }

  @Test
  void aPeriodOfLessThanASecondIsCountedFromTheHead() {
    Duration second = Duration.ofSeconds(1);
    Timing fast = Timing.of(Duration.ofMillis(200), Duration.ZERO, second);
    QbftStateMachine machine =
        machine(
            proposer, ConsensusOptions.of(_ -> fast), SigningRecord.EMPTY, OptionalLong.empty());
    long head = TestNetwork.GENESIS_TIME * 1000 + 700;
    assertThat(machine.handle(new Event.NewChainHead(genesis.header()), head))
        .contains(new Effect.SetTimer(TimerKind.BLOCK, ROUND_0, head + 200));
    assertThat(machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), head + 200))
        .contains(new Effect.RequestProposal(ROUND_0, genesis.header(), TestNetwork.GENESIS_TIME));
  }

  @Test
  void everySignatureIsPersistedBeforeItIsSent() {
    QbftStateMachine machine = machine(proposer);
    begin(machine);
    List<Effect> effects = machine.handle(new Event.ProposalBuilt(ROUND_0, block), START);
    assertThat(effects.stream().map(Object::getClass).toList())
        .isEqualTo(
            List.of(
                Effect.Persist.class,
                Effect.Broadcast.class,
                Effect.Persist.class,
                Effect.Broadcast.class));
    assertThat(sent(effects, Proposal.class)).hasSize(1);
    assertThat(sent(effects, Prepare.class)).hasSize(1);
  }

  @Test
  void preparesCommitsAndImportsWithExactlyAQuorumOfSeals() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    List<Effect> onProposal = receive(machine, network.proposal(proposer, block));
    assertThat(sent(onProposal, Prepare.class)).hasSize(1);
    assertThat(sent(receive(machine, network.prepare(proposer, block)), Commit.class)).isEmpty();
    assertThat(sent(receive(machine, network.prepare(others.get(0), block)), Commit.class))
        .hasSize(1);
    receive(machine, network.commit(proposer, block));
    List<Effect> onQuorum = receive(machine, network.commit(others.get(0), block));
    Block sealed = of(onQuorum, Effect.ImportBlock.class).getFirst().block();
    assertThat(sealed.hash()).isEqualTo(block.hash());
    assertThat(CommittedSeals.signers(sealed.header()))
        .containsExactlyInAnyOrder(follower.address(), proposer.address(), others.get(0).address());
    assertThat(receive(machine, network.commit(others.get(1), block))).isEmpty();
  }

  @Test
  void aProposerWhoseBlockWasInvalidIsNotJudgedAgainInThisRound() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    blocksAreValid = false;
    receive(machine, network.proposal(proposer, block));
    receive(machine, network.proposal(proposer, block));
    blocksAreValid = true;
    Block other = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 2);
    assertThat(sent(receive(machine, network.proposal(proposer, other)), Prepare.class)).isEmpty();
    assertThat(validated).containsExactly(block);
    List<RoundChange> quorum = others.stream().map(key -> network.roundChange(key, 1, 1)).toList();
    Block next = network.block(genesis, proposer1, 1, TestNetwork.GENESIS_TIME + 2);
    Proposal later = network.proposal(proposer1, next, quorum, List.of());
    assertThat(sent(receive(machine, later), Prepare.class)).hasSize(1);
  }

  @Test
  void earlyVotesOfARoundThatWasPassedOverTakeNoRoom() {
    Duration second = Duration.ofSeconds(1);
    ConsensusOptions roomForOne =
        new ConsensusOptions(_ -> Timing.of(second, Duration.ZERO, second), second, 10, 1, 1 << 20);
    QbftStateMachine machine =
        machine(follower, roomForOne, SigningRecord.EMPTY, OptionalLong.empty());
    begin(machine);
    KeyPair early = others.getFirst();
    long time = TestNetwork.GENESIS_TIME + 1;
    receive(machine, network.prepare(early, network.block(genesis, proposer1, 1, time)));
    others.stream().limit(2).forEach(key -> receive(machine, network.roundChange(key, 1, 2)));
    KeyPair proposer4 = network.proposer(genesis, 4);
    Block fourth = network.block(genesis, proposer4, 4, time);
    receive(machine, network.prepare(early, fourth));
    List<RoundChange> quorum =
        network.keys().stream().limit(3).map(key -> network.roundChange(key, 1, 4)).toList();
    receive(machine, network.proposal(proposer4, fourth, quorum, List.of()));
    KeyPair last =
        network.keys().stream().filter(key -> key != early && key != follower).findFirst().get();
    assertThat(sent(receive(machine, network.prepare(last, fourth)), Commit.class)).hasSize(1);
  }

  @Test
  void aCommitWhoseSealIsOfSomethingElseDoesNotCount() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    receive(machine, network.proposal(proposer, block));
    network.keys().forEach(key -> receive(machine, network.prepare(key, block)));
    Block other = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 7);
    receive(machine, network.commit(proposer, block));
    assertThat(of(receive(machine, network.commit(others.get(0), other)), Effect.ImportBlock.class))
        .isEmpty();
  }

  @Test
  void votesThatOvertakeTheirProposalCount() {
    QbftStateMachine machine = machine(follower);
    machine.handle(new Event.NewChainHead(genesis.header()), START - 500);
    receive(machine, network.prepare(proposer, block));
    receive(machine, network.prepare(others.get(0), block));
    receive(machine, network.commit(proposer, block));
    receive(machine, network.commit(others.get(0), block));
    machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), START);
    List<Effect> effects = receive(machine, network.proposal(proposer, block));
    assertThat(of(effects, Effect.ImportBlock.class)).hasSize(1);
  }

  @Test
  void aRoundThatExpiresIsLeftWithARoundChange() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    List<Effect> effects = roundExpires(machine, ROUND_0);
    RoundChange message = sent(effects, RoundChange.class).getFirst();
    assertThat(message.round()).isEqualTo(ROUND_1);
    assertThat(message.prepared()).isEmpty();
    assertThat(of(effects, Effect.SetTimer.class))
        .extracting(Effect.SetTimer::kind)
        .containsExactly(TimerKind.RESEND);
    List<Effect> later = machine.handle(new Event.TimerExpired(TimerKind.RESEND, ROUND_1), START);
    assertThat(sent(later, RoundChange.class)).containsExactly(message);
  }

  @Test
  void aLaterRoundIsTimedOnlyOnceAQuorumReachedIt() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    roundExpires(machine, ROUND_0);
    assertThat(of(receive(machine, network.roundChange(proposer, 1, 1)), Effect.SetTimer.class))
        .isEmpty();
    assertThat(
            of(receive(machine, network.roundChange(others.get(0), 1, 1)), Effect.SetTimer.class))
        .containsExactly(new Effect.SetTimer(TimerKind.ROUND, ROUND_1, START + 2000));
  }

  @Test
  void oneMoreThanTheFaultyInALaterRoundPullThisOneThere() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    assertThat(receive(machine, network.roundChange(proposer, 1, 40))).isEmpty();
    List<Effect> effects = receive(machine, network.roundChange(others.get(0), 1, 38));
    assertThat(sent(effects, RoundChange.class))
        .extracting(RoundChange::round)
        .containsExactly(new RoundIdentifier(1, 38));
  }

  @Test
  void theProposerOfALaterRoundProposesThePreparedBlockWithItsCoinbase() {
    QbftStateMachine machine = machine(proposer1);
    begin(machine);
    PreparedCertificate certificate = network.certificate(block, network.keys().subList(0, 3));
    List<KeyPair> movers = network.keys().stream().filter(key -> key != proposer1).toList();
    receive(machine, network.roundChange(movers.get(0), 1, certificate));
    List<Effect> effects = receive(machine, network.roundChange(movers.get(1), 1, 1));
    Proposal proposal = sent(effects, Proposal.class).getFirst();
    assertThat(proposal.block()).isEqualTo(BlockRounds.inRound(block, 1));
    assertThat(proposal.block().header().coinbase()).isEqualTo(proposer.address());
    assertThat(proposal.prepares()).isEqualTo(certificate.prepares());
    assertThat(proposal.roundChanges()).hasSize(3);
  }

  @Test
  void carriesWhatItWasPreparedForIntoTheNextRound() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    receive(machine, network.proposal(proposer, block));
    receive(machine, network.prepare(proposer, block));
    receive(machine, network.prepare(others.get(0), block));
    RoundChange message = sent(roundExpires(machine, ROUND_0), RoundChange.class).getFirst();
    assertThat(message.block()).contains(block);
    assertThat(message.prepares()).hasSize(3);
  }

  @Test
  void aJustifiedProposalOfALaterRoundIsJoinedAtOnce() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    Block later = network.block(genesis, proposer1, 1, TestNetwork.GENESIS_TIME + 2);
    List<RoundChange> quorum =
        Stream.concat(Stream.of(proposer), others.stream())
            .limit(3)
            .map(key -> network.roundChange(key, 1, 1))
            .toList();
    List<Effect> effects = receive(machine, network.proposal(proposer1, later, quorum, List.of()));
    assertThat(sent(effects, Prepare.class).getFirst().round()).isEqualTo(ROUND_1);
    assertThat(sent(effects, RoundChange.class).getFirst().round()).isEqualTo(ROUND_1);
  }

  @Test
  void reportsAnEquivocationOnce() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    Block other = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 3);
    Block third = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 4);
    receive(machine, network.prepare(proposer, block));
    assertThat(receive(machine, network.prepare(proposer, block))).isEmpty();
    List<Effect> effects = receive(machine, network.prepare(proposer, other));
    assertThat(of(effects, Effect.ReportEquivocation.class)).hasSize(1);
    assertThat(receive(machine, network.prepare(proposer, third))).isEmpty();
  }

  @Test
  void findsAnEquivocationInsideAnothersJustification() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    KeyPair twoFaced = others.getFirst();
    Block other = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 3);
    receive(machine, network.prepare(twoFaced, other));
    PreparedCertificate certificate = network.certificate(block, network.keys().subList(0, 4));
    KeyPair honest =
        network.keys().stream().filter(key -> key != twoFaced && key != follower).findFirst().get();
    List<Effect> effects = receive(machine, network.roundChange(honest, 1, certificate));
    Equivocation evidence = of(effects, Effect.ReportEquivocation.class).getFirst().equivocation();
    assertThat(evidence.validator()).isEqualTo(twoFaced.address());
    assertThat(evidence.round()).isEqualTo(ROUND_0);
    assertThat(evidence.kind()).isEqualTo(MessageCode.PREPARE);
  }

  @Test
  void noticesEquivocationsHoweverManyRoundsAHeightTakes() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    for (int round = 1; round <= 100; round++) {
      for (KeyPair key : others.subList(0, 2)) {
        receive(machine, network.roundChange(key, 1, round));
      }
    }
    KeyPair twoFaced = others.getFirst();
    KeyPair proposer100 = network.proposer(genesis, 100);
    long time = TestNetwork.GENESIS_TIME + 1;
    receive(machine, network.prepare(twoFaced, network.block(genesis, proposer100, 100, time)));
    List<Effect> effects =
        receive(
            machine, network.prepare(twoFaced, network.block(genesis, proposer100, 100, time + 1)));
    assertThat(of(effects, Effect.ReportEquivocation.class)).hasSize(1);
  }

  @Test
  void messagesOfTheNextHeightWaitForIt() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    KeyPair next = network.proposer(block, 0);
    List<Effect> effects = receive(machine, network.roundChange(next, 2, 5));
    assertThat(of(effects, Effect.FallenBehind.class))
        .containsExactly(new Effect.FallenBehind(next.address(), 2));
    KeyPair another =
        network.keys().stream().filter(key -> key != next && key != follower).findFirst().get();
    receive(machine, network.roundChange(another, 2, 5));
    List<Effect> onHead = machine.handle(new Event.NewChainHead(block.header()), START);
    assertThat(sent(onHead, RoundChange.class))
        .extracting(RoundChange::round)
        .containsExactly(new RoundIdentifier(2, 5));
  }

  @Test
  void whoeverConnectsIsToldAtOnce() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    roundExpires(machine, ROUND_0);
    List<Effect> effects =
        machine.handle(new Event.PeerConnected(proposer.address()), START + 1200);
    assertThat(of(effects, Effect.Send.class)).hasSize(1);
    assertThat(of(effects, Effect.Send.class).getFirst().message().round()).isEqualTo(ROUND_1);
  }

  @Test
  void strangersAreNotHeard() {
    QbftStateMachine machine = machine(follower);
    begin(machine);
    KeyPair stranger =
        new TestNetwork(5)
            .keys().stream()
                .filter(key -> !network.validators().contains(key.address()))
                .findFirst()
                .orElseThrow();
    assertThat(receive(machine, network.roundChange(stranger, 9, 1))).isEmpty();
    assertThat(receive(machine, network.prepare(stranger, block))).isEmpty();
  }

  @Test
  void emptyBlocksWaitForTheirPeriodUnlessTransactionsCome() {
    transactionsWait = false;
    QbftStateMachine machine =
        machine(proposer, Duration.ofSeconds(10), SigningRecord.EMPTY, OptionalLong.empty());
    List<Effect> early = begin(machine);
    assertThat(early).containsExactly(new Effect.SetTimer(TimerKind.BLOCK, ROUND_0, START + 1000));
    transactionsWait = true;
    List<Effect> asked =
        machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), START + 1000);
    assertThat(of(asked, Effect.RequestProposal.class)).hasSize(1);
    List<Effect> stillEmpty = machine.handle(new Event.ProposalBuilt(ROUND_0, block), START + 1000);
    assertThat(sent(stillEmpty, Proposal.class)).isEmpty();
    transactionsWait = false;
    long due = TestNetwork.GENESIS_TIME * 1000 + 10_000;
    machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), due);
    List<Effect> atLast = machine.handle(new Event.ProposalBuilt(ROUND_0, block), due);
    assertThat(sent(atLast, Proposal.class)).hasSize(1);
  }

  @Test
  void anEmptyBlockIsNotLateBecauseThePeriodsDoNotDivide() {
    transactionsWait = false;
    QbftStateMachine machine =
        machine(proposer, Duration.ofMillis(2500), SigningRecord.EMPTY, OptionalLong.empty());
    long genesisMillis = TestNetwork.GENESIS_TIME * 1000;
    machine.handle(new Event.NewChainHead(genesis.header()), genesisMillis);
    Event look = new Event.TimerExpired(TimerKind.BLOCK, ROUND_0);
    assertThat(machine.handle(look, genesisMillis + 1000))
        .containsExactly(new Effect.SetTimer(TimerKind.BLOCK, ROUND_0, genesisMillis + 2000));
    assertThat(machine.handle(look, genesisMillis + 2000))
        .containsExactly(new Effect.SetTimer(TimerKind.BLOCK, ROUND_0, genesisMillis + 2500));
  }

  @Test
  void aRestartedProposerDoesNotSignASecondBlockInItsRound() {
    QbftStateMachine before = machine(proposer);
    begin(before);
    List<Effect> effects = before.handle(new Event.ProposalBuilt(ROUND_0, block), START);
    SigningRecord record = of(effects, Effect.Persist.class).getLast().record();

    QbftStateMachine after = machine(proposer, Duration.ZERO, record, OptionalLong.empty());
    begin(after);
    Block other = network.block(genesis, proposer, 0, TestNetwork.GENESIS_TIME + 2);
    assertThat(after.handle(new Event.ProposalBuilt(ROUND_0, other), START)).isEmpty();
    assertThat(roundExpires(after, ROUND_0)).isNotEmpty();
  }

  @Test
  void aRestartedValidatorStandsByWhatItWasPreparedFor() {
    QbftStateMachine before = machine(follower);
    begin(before);
    receive(before, network.proposal(proposer, block));
    receive(before, network.prepare(proposer, block));
    List<Effect> effects = receive(before, network.prepare(others.get(0), block));
    SigningRecord record = of(effects, Effect.Persist.class).getLast().record();

    QbftStateMachine after = machine(follower, Duration.ZERO, record, OptionalLong.empty());
    begin(after);
    RoundChange message = sent(roundExpires(after, ROUND_0), RoundChange.class).getFirst();
    assertThat(message.block()).contains(block);
  }

  @Test
  void aRestartedValidatorGoesOnInItsRoundWithTheSameRoundChange() {
    QbftStateMachine before = machine(follower);
    begin(before);
    List<Effect> effects = roundExpires(before, ROUND_0);
    SigningRecord record = of(effects, Effect.Persist.class).getLast().record();
    RoundChange message = sent(effects, RoundChange.class).getFirst();

    QbftStateMachine after = machine(follower, Duration.ZERO, record, OptionalLong.empty());
    List<Effect> atStart = after.handle(new Event.NewChainHead(genesis.header()), START + 5000);
    assertThat(sent(atStart, RoundChange.class)).containsExactly(message);
    assertThat(after.currentRound()).contains(ROUND_1);
    assertThat(of(atStart, Effect.Persist.class)).isEmpty();
  }

  @Test
  void aValidatorThatLostItsRecordAbstainsUntilTheChainPassedItsStart() {
    long startSeconds = TestNetwork.GENESIS_TIME + 1;
    QbftStateMachine machine =
        machine(follower, Duration.ZERO, SigningRecord.EMPTY, OptionalLong.of(startSeconds));
    begin(machine);
    assertThat(machine.abstaining()).isTrue();
    assertThat(sent(receive(machine, network.proposal(proposer, block)), Prepare.class)).isEmpty();
    assertThat(sent(roundExpires(machine, ROUND_0), RoundChange.class)).isEmpty();
    Block ahead = network.block(genesis, proposer, 0, startSeconds + 1);
    machine.handle(new Event.NewChainHead(ahead.header()), START + 1000);
    assertThat(machine.abstaining()).as("its clock may be a second late").isTrue();
    Block young = network.block(ahead, proposer, 0, startSeconds + 2);
    machine.handle(new Event.NewChainHead(young.header()), START + 2000);
    assertThat(machine.abstaining()).isFalse();
  }

  @Test
  void aSingleValidatorSealsAlone() {
    TestNetwork single = new TestNetwork(1);
    KeyPair key = single.keys().getFirst();
    QbftStateMachine machine =
        new QbftStateMachine(
            key,
            ConsensusOptions.of(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1)),
            (proposed, parent) -> Optional.empty(),
            parent -> single.validators(),
            () -> true,
            SigningRecord.EMPTY,
            OptionalLong.empty());
    machine.handle(new Event.NewChainHead(single.genesis().header()), START);
    machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), START);
    Block own = single.block(single.genesis(), key, 0, TestNetwork.GENESIS_TIME + 1);
    List<Effect> effects = machine.handle(new Event.ProposalBuilt(ROUND_0, own), START);
    assertThat(of(effects, Effect.ImportBlock.class)).hasSize(1);
  }
}
