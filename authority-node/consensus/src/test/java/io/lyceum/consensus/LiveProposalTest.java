package io.lyceum.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.InvalidBlockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a validator votes for, judged by a real chain. Besu imports blocks that the QBFT
 * specification forbids; nobody here helps to make one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveProposalTest {

  private static final long NOW = TestNetwork.GENESIS_TIME + 1;
  private static final RoundIdentifier ROUND_0 = new RoundIdentifier(1, 0);
  private static final Address STRANGER =
      Address.fromHex("0x00000000000000000000000000000000000000aa");

  private final TestNetwork network = new TestNetwork(4);
  private final List<String> reasons = new ArrayList<>();
  private RocksDbStore store;
  private BlockImporter importer;
  private Block genesis;
  private KeyPair proposer;
  private KeyPair follower;
  private QbftStateMachine machine;

  @BeforeAll
  void openChain(@TempDir Path directory) {
    Genesis file =
        GenesisFile.parse(
            """
            {"config": {"chainId": 1337, "londonBlock": 0, "zeroBaseFee": true,
              "qbft": {"blockperiodseconds": 1}},
             "gasLimit": 30000000, "timestamp": %d, "extraData": "%s"}
            """
                .formatted(TestNetwork.GENESIS_TIME, extraData(Optional.empty(), 0).encoded()));
    store = RocksDbStore.open(directory);
    importer = new BlockImporter(Blockchain.open(store, file), new CodeCache(16));
    genesis = file.block();
    proposer = network.proposer(genesis, 0);
    follower = network.proposer(genesis, 2);
  }

  @AfterAll
  void close() {
    store.close();
  }

  @BeforeEach
  void start() {
    reasons.clear();
    machine =
        new QbftStateMachine(
            follower,
            ConsensusOptions.of(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1)),
            this::validate,
            parent -> new ValidatorSet(importer.validators().validatorsAfter(parent)),
            () -> true,
            SigningRecord.EMPTY,
            OptionalLong.empty());
    machine.handle(new Event.NewChainHead(genesis.header()), NOW * 1000);
    machine.handle(new Event.TimerExpired(TimerKind.BLOCK, ROUND_0), NOW * 1000);
  }

  private Optional<String> validate(Block block, BlockHeader parent) {
    try {
      importer.validateProposal(block, NOW);
      return Optional.empty();
    } catch (InvalidBlockException e) {
      reasons.add(e.rule().name());
      return Optional.of(e.getMessage());
    }
  }

  private QbftExtraData extraData(Optional<ValidatorVote> vote, int round) {
    return extraData(32, vote, round);
  }

  private QbftExtraData extraData(int vanity, Optional<ValidatorVote> vote, int round) {
    return new QbftExtraData(
        Bytes.wrap(new byte[vanity]), network.validators().ascending(), vote, round, List.of());
  }

  /** An empty block that everybody takes. */
  private BlockHeaderBuilder valid() {
    return new BlockHeaderBuilder()
        .parentHash(genesis.hash())
        .number(1)
        .coinbase(proposer.address())
        .gasLimit(30_000_000)
        .timestamp(NOW)
        .baseFee(UInt256.ZERO)
        .extraData(extraData(Optional.empty(), 0).encoded());
  }

  private static Block block(BlockHeaderBuilder header) {
    return new Block(header.build(), new BlockBody(List.of(), false));
  }

  private boolean isVotedFor(Proposal proposal) {
    return machine.handle(new Event.MessageReceived(proposal), NOW * 1000).stream()
        .anyMatch(
            effect ->
                effect instanceof Effect.Broadcast broadcast
                    && broadcast.message() instanceof Prepare);
  }

  @Test
  void aProposalThatKeepsTheRulesIsVotedFor() {
    assertThat(isVotedFor(network.proposal(proposer, block(valid())))).isTrue();
  }

  private static Arguments chain(String what, String rule, UnaryOperator<BlockHeaderBuilder> how) {
    return Arguments.of(what, Optional.of(rule), how);
  }

  private static Arguments message(String what, UnaryOperator<BlockHeaderBuilder> how) {
    return Arguments.of(what, Optional.empty(), how);
  }

  private UnaryOperator<BlockHeaderBuilder> vote(Address who, ValidatorVote.Polarity polarity) {
    Bytes encoded = extraData(Optional.of(new ValidatorVote(who, polarity)), 0).encoded();
    return header -> header.extraData(encoded);
  }

  Stream<Arguments> forbidden() {
    return Stream.of(
        chain("nonce", "NONCE", header -> header.nonce(Bytes.ofUnsignedLong(7))),
        chain(
            "no vanity",
            "VANITY",
            header -> header.extraData(extraData(0, Optional.empty(), 0).encoded())),
        chain(
            "long vanity",
            "VANITY",
            header -> header.extraData(extraData(40, Optional.empty(), 0).encoded())),
        chain("base fee", "BASE_FEE", header -> header.baseFee(UInt256.ONE)),
        chain("vote for a validator", "VOTE", vote(follower.address(), ValidatorVote.Polarity.ADD)),
        chain("vote against a stranger", "VOTE", vote(STRANGER, ValidatorVote.Polarity.DROP)),
        chain("mixHash", "MIX_HASH", header -> header.mixHash(Bytes32.ZERO)),
        chain("difficulty", "DIFFICULTY", header -> header.difficulty(UInt256.valueOf(2))),
        chain("time of the parent", "TIMESTAMP", header -> header.timestamp(NOW - 1)),
        chain("future", "TIMESTAMP", header -> header.timestamp(NOW + 2)),
        chain("gas limit", "GAS_LIMIT", header -> header.gasLimit(30_000_000 + 30_000_000 / 1024)),
        chain("state", "STATE_ROOT", header -> header.stateRoot(Bytes32.repeat((byte) 1))),
        message("coinbase of the parent", header -> header.coinbase(Address.ZERO)),
        message("coinbase of another", header -> header.coinbase(follower.address())),
        message("round 9", header -> header.extraData(extraData(Optional.empty(), 9).encoded())),
        message(
            "round 70000",
            header -> header.extraData(extraData(Optional.empty(), 70_000).encoded())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void aForbiddenProposalIsNotVotedFor(
      String what, Optional<String> rule, UnaryOperator<BlockHeaderBuilder> how) {
    Block forbidden = block(how.apply(valid()));

    assertThat(isVotedFor(network.proposal(proposer, forbidden))).isFalse();
    assertThat(reasons).isEqualTo(rule.stream().toList());
  }

  @Test
  void aVoteThatCouldChangeTheValidatorsIsAllowed() {
    Block adds = block(vote(STRANGER, ValidatorVote.Polarity.ADD).apply(valid()));

    assertThat(isVotedFor(network.proposal(proposer, adds))).isTrue();
  }

  @Test
  void nobodyElseProposesThanWhoseTurnItIs() {
    for (KeyPair other : network.keys()) {
      if (other != proposer && other != follower) {
        Block own = block(valid().coinbase(other.address()));
        assertThat(isVotedFor(network.proposal(other, own))).isFalse();
      }
    }
  }

  @Test
  void aSealedBlockIsNoProposal() {
    BlockHeader header = valid().build();
    BlockHeader sealed =
        CommittedSeals.attach(
            header, List.of(proposer.sign(BlockHashing.forCommittedSeals(header))));

    assertThat(isVotedFor(network.proposal(proposer, new Block(sealed, block(valid()).body()))))
        .isFalse();
  }

  @Test
  void aPreparedBlockIsProposedAgainWithItsFirstProposerAsCoinbase() {
    Block prepared = block(valid());
    KeyPair second = network.proposer(genesis, 1);
    List<KeyPair> others = network.keys().stream().filter(key -> key != follower).toList();
    PreparedCertificate certificate = network.certificate(prepared, others);
    List<RoundChange> roundChanges =
        others.stream().map(key -> network.roundChange(key, 1, certificate)).toList();
    List<Prepare> prepares = others.stream().map(key -> network.prepare(key, prepared)).toList();
    Block again = BlockRounds.inRound(prepared, 1);

    assertThat(again.header().coinbase()).isNotEqualTo(second.address());
    assertThat(isVotedFor(network.proposal(second, again, roundChanges, prepares))).isTrue();
    assertThat(reasons).isEmpty();
  }
}
