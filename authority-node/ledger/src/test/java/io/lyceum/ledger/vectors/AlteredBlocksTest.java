package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.InvalidBlockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Besu refuses and accepts when a block is altered and sealed again: measured there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlteredBlocksTest {

  private static final BesuChain BESU = BesuChain.LONDON;
  private static final int PARENT = 8;
  private static final Address STRANGER =
      Address.fromHex("0x00000000000000000000000000000000000000aa");

  private RocksDbStore store;
  private Blockchain chain;
  private BlockImporter importer;
  private Block next;
  private List<KeyPair> keys;

  @BeforeAll
  void importParents(@TempDir Path directory) throws InvalidBlockException {
    List<Block> blocks = BESU.blocks();
    store = RocksDbStore.open(directory);
    chain = Blockchain.open(store, BESU.genesis());
    importer = new BlockImporter(chain, new CodeCache(64));
    for (Block block : blocks.subList(1, PARENT + 1)) {
      importer.importBlock(block, block.header().timestamp());
    }
    next = blocks.get(PARENT + 1);
    keys = new ArrayList<>();
    BESU.validatorKeys().forEach(key -> keys.add(KeyPair.of(key)));
  }

  @AfterAll
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private static Arguments refused(
      String change, BlockRule rule, UnaryOperator<BlockHeaderBuilder> alteration) {
    return Arguments.of(change, rule, alteration);
  }

  Stream<Arguments> refusedHeaders() {
    BlockHeader parent = chain.head();
    long bound = parent.gasLimit() / 1024;
    return Stream.of(
        refused("parent hash", BlockRule.ANCESTRY, header -> header.parentHash(Bytes32.ZERO)),
        refused("number", BlockRule.ANCESTRY, header -> header.number(PARENT + 2)),
        refused("gas", BlockRule.GAS_USED, header -> header.gasUsed(parent.gasLimit() * 2)),
        refused(
            "limit up", BlockRule.GAS_LIMIT, header -> header.gasLimit(parent.gasLimit() + bound)),
        refused(
            "limit down",
            BlockRule.GAS_LIMIT,
            header -> header.gasLimit(parent.gasLimit() - bound)),
        refused("same time", BlockRule.TIMESTAMP, header -> header.timestamp(parent.timestamp())),
        refused("future", BlockRule.TIMESTAMP, header -> header.timestamp(now() + 2)),
        refused("mixHash", BlockRule.MIX_HASH, header -> header.mixHash(Bytes32.ZERO)),
        refused(
            "difficulty", BlockRule.DIFFICULTY, header -> header.difficulty(UInt256.valueOf(2))),
        refused("ommers", BlockRule.OMMERS, header -> header.ommersHash(Bytes32.ZERO)),
        refused(
            "a Shanghai field",
            BlockRule.FORK_FIELDS,
            header -> header.withdrawalsRoot(Bytes32.ZERO)),
        refused("stranger as coinbase", BlockRule.COINBASE, header -> header.coinbase(STRANGER)),
        refused(
            "unsorted validators",
            BlockRule.VALIDATORS,
            header -> header.extraData(withValidators(validators().reversed()))),
        refused(
            "stranger among validators",
            BlockRule.VALIDATORS,
            header -> header.extraData(withValidators(List.of(STRANGER)))),
        refused(
            "other transactions", BlockRule.BODY, header -> header.transactionsRoot(Bytes32.ZERO)),
        refused(
            "gas used",
            BlockRule.EXECUTED_GAS,
            header -> header.gasUsed(next.header().gasUsed() + 1)),
        refused("receipts", BlockRule.RECEIPTS, header -> header.receiptsRoot(Bytes32.ZERO)),
        refused(
            "bloom", BlockRule.LOGS_BLOOM, header -> header.logsBloom(Bytes.repeat((byte) 1, 256))),
        refused("state", BlockRule.STATE_ROOT, header -> header.stateRoot(Bytes32.ZERO)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedHeaders")
  void alteredHeaderIsRefusedThoughSealedAgain(
      String change, BlockRule rule, UnaryOperator<BlockHeaderBuilder> alteration) {
    BlockHeader altered = sealed(alteration.apply(next.header().toBuilder()).build(), keys);

    assertRefused(altered, rule);
  }

  Stream<Arguments> acceptedHeaders() {
    Address repeated = chain.head().coinbase();
    Address wrong =
        validators().stream()
            .filter(other -> !other.equals(repeated) && !other.equals(next.header().coinbase()))
            .findFirst()
            .orElseThrow();
    var vote = Optional.of(new ValidatorVote(STRANGER, ValidatorVote.Polarity.ADD));
    return Stream.of(
        accepted("repeated proposer", header -> header.coinbase(repeated)),
        accepted("wrong proposer", header -> header.coinbase(wrong)),
        accepted("nonce", header -> header.nonce(Bytes.ofUnsignedLong(7))),
        accepted("no vanity", header -> header.extraData(withVanity(0))),
        accepted("long vanity", header -> header.extraData(withVanity(40))),
        accepted(
            "a vote",
            header ->
                header.extraData(
                    new QbftExtraData(Bytes32.ZERO, validators(), vote, 0, List.of()).encoded())),
        accepted(
            "round 9", header -> header.extraData(next.header().qbft().withRound(9).encoded())),
        accepted(
            "round 70000",
            header -> header.extraData(next.header().qbft().withRound(70_000).encoded())));
  }

  private static Arguments accepted(String change, UnaryOperator<BlockHeaderBuilder> alteration) {
    return Arguments.of(change, alteration);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acceptedHeaders")
  void blockThatBesuAcceptsIsImported(
      String change, UnaryOperator<BlockHeaderBuilder> alteration, @TempDir Path directory)
      throws InvalidBlockException {
    BlockHeader altered = sealed(alteration.apply(next.header().toBuilder()).build(), keys);

    assertImported(new Block(altered, next.body()), directory);
  }

  @Test
  void baseFeeOfOneIsImportedThoughItShouldBeZero(@TempDir Path directory)
      throws InvalidBlockException {
    BlockHeader header = next.header();
    BlockHeader empty =
        new BlockHeaderBuilder()
            .parentHash(header.parentHash())
            .number(header.number())
            .coinbase(header.coinbase())
            .gasLimit(header.gasLimit())
            .timestamp(header.timestamp())
            .extraData(header.extraData())
            .stateRoot(chain.head().stateRoot())
            .baseFee(UInt256.ONE)
            .build();

    assertImported(new Block(sealed(empty, keys), new BlockBody(List.of(), false)), directory);
  }

  @Test
  void sealsInAnyOrderAndMoreThanNeededAreImported(
      @TempDir Path reversed, @TempDir Path more, @TempDir Path high) throws InvalidBlockException {
    List<KeyPair> three = keys.subList(0, 3);
    assertImported(new Block(sealed(next.header(), three.reversed()), next.body()), reversed);
    assertImported(new Block(sealed(next.header(), keys), next.body()), more);
    assertImported(new Block(withHighSeals(), next.body()), high);
  }

  /** Imports a block with full execution, on the parents that this test's chain has. */
  private static void assertImported(Block block, Path directory) throws InvalidBlockException {
    try (RocksDbStore own = RocksDbStore.open(directory)) {
      Blockchain onto = Blockchain.open(own, BESU.genesis());
      BlockImporter door = new BlockImporter(onto, new CodeCache(64));
      for (Block parent : BESU.blocks().subList(1, PARENT + 1)) {
        door.importBlock(parent, parent.header().timestamp());
      }
      door.importBlock(block, block.header().timestamp());
      assertThat(onto.encodedBlock(block.hash())).contains(block.encoded());
    }
  }

  @Test
  void sealsAreCountedAndAttributed() {
    BlockHeader header = next.header();
    KeyPair stranger = KeyPair.of(Keccak.hash(Bytes32.ZERO));
    List<KeyPair> three = keys.subList(0, 3);

    assertRefused(sealed(header, keys.subList(0, 2)), BlockRule.COMMITTED_SEALS);
    assertRefused(
        sealed(header, List.of(keys.get(0), keys.get(1), keys.get(1))), BlockRule.COMMITTED_SEALS);
    assertRefused(
        sealed(header, List.of(keys.get(0), keys.get(1), stranger)), BlockRule.COMMITTED_SEALS);
  }

  private BlockHeader withHighSeals() {
    UInt256 order =
        UInt256.fromHexString("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    List<Signature> high =
        sealed(next.header(), keys).qbft().seals().stream()
            .map(seal -> new Signature(seal.r(), order.subtract(seal.s()), 1 - seal.recoveryId()))
            .toList();
    return CommittedSeals.attach(next.header(), high);
  }

  @Test
  void roundAndVanityCannotBeChangedUnderTheSeals() {
    QbftExtraData extraData = next.header().qbft();

    assertRefused(
        next.header().toBuilder().extraData(extraData.withRound(9).encoded()).build(),
        BlockRule.COMMITTED_SEALS);
    assertRefused(
        next.header().toBuilder()
            .extraData(
                new QbftExtraData(
                        Bytes.EMPTY,
                        extraData.validators(),
                        extraData.vote(),
                        extraData.round(),
                        extraData.seals())
                    .encoded())
            .build(),
        BlockRule.COMMITTED_SEALS);
  }

  @Test
  void anyOtherByteUnderTheSealsIsRefused() {
    BlockHeader header = next.header();
    List<Signature> seals = header.qbft().seals();
    Signature first = seals.getFirst();
    for (Signature altered :
        List.of(
            new Signature(first.r(), first.s(), 1 - first.recoveryId()),
            new Signature(first.r(), first.s().xor(UInt256.ONE), first.recoveryId()),
            new Signature(first.r().xor(UInt256.ONE), first.s(), first.recoveryId()))) {
      List<Signature> others = new ArrayList<>(seals);
      others.set(0, altered);
      assertRefused(CommittedSeals.attach(header, others), BlockRule.COMMITTED_SEALS);
    }
    assertRefused(header.toBuilder().stateRoot(Bytes32.ZERO).build(), BlockRule.COMMITTED_SEALS);
    assertRefused(
        header.toBuilder().coinbase(chain.head().coinbase()).build(), BlockRule.COMMITTED_SEALS);
  }

  @Test
  void proposalNeedsNoSealsButTheRightBaseFee() {
    BlockHeader unsealed = CommittedSeals.attach(next.header(), List.of());
    Block expensive = new Block(unsealed.toBuilder().baseFee(UInt256.ONE).build(), next.body());

    assertThatCode(() -> importer.validateProposal(new Block(unsealed, next.body()), now()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> importer.validateProposal(expensive, now()))
        .isInstanceOf(InvalidBlockException.class)
        .hasMessageContaining("BASE_FEE");
  }

  @Test
  void executedProposalDoesNotVouchForAnotherBody() throws InvalidBlockException {
    importer.validateProposal(next, now());
    assertThat(next.body().transactions()).isNotEmpty();
    Block emptied = new Block(next.header(), new BlockBody(List.of(), false));

    InvalidBlockException refusal =
        catchThrowableOfType(
            InvalidBlockException.class, () -> importer.importBlock(emptied, now()));

    assertThat(refusal.rule()).isEqualTo(BlockRule.BODY);
  }

  private void assertRefused(BlockHeader header, BlockRule rule) {
    InvalidBlockException refusal =
        catchThrowableOfType(
            InvalidBlockException.class,
            () -> importer.importBlock(new Block(header, next.body()), now()));

    assertThat(refusal).isNotNull();
    assertThat(refusal.rule()).isEqualTo(rule);
    assertThat(chain.head().number()).isEqualTo(PARENT);
  }

  private long now() {
    return next.header().timestamp();
  }

  private List<Address> validators() {
    return next.header().qbft().validators();
  }

  private Bytes withValidators(List<Address> validators) {
    return new QbftExtraData(Bytes32.ZERO, validators, Optional.empty(), 0, List.of()).encoded();
  }

  private Bytes withVanity(int size) {
    return new QbftExtraData(
            Bytes.repeat((byte) 1, size), validators(), Optional.empty(), 0, List.of())
        .encoded();
  }

  private static BlockHeader sealed(BlockHeader header, List<KeyPair> signers) {
    Bytes32 digest = BlockHashing.forCommittedSeals(header);
    return CommittedSeals.attach(header, signers.stream().map(key -> key.sign(digest)).toList());
  }
}
