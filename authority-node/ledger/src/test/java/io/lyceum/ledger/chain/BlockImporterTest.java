package io.lyceum.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.BlockHashes;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.InvalidBlockException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain with one validator, on Cancun's rules. */
class BlockImporterTest {

  private static final KeyPair VALIDATOR = KeyPair.of(Keccak.hash(Bytes.of(1)));
  private static final KeyPair SENDER = KeyPair.of(Keccak.hash(Bytes.of(2)));
  private static final Address RECEIVER =
      Address.fromHex("0x00000000000000000000000000000000000000bb");
  private static final Bytes EXTRA_DATA =
      new QbftExtraData(Bytes32.ZERO, List.of(VALIDATOR.address()), Optional.empty(), 0, List.of())
          .encoded();
  private static final Genesis GENESIS =
      GenesisFile.parse(
          """
          {"config": {"chainId": 5, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0,
                      "zeroBaseFee": true, "qbft": {}},
           "gasLimit": 30000000, "extraData": "%s", "alloc": {"%s": {"balance": "1000"}}}
          """
              .formatted(EXTRA_DATA.toHexString(), SENDER.address()));

  @TempDir private Path directory;
  private RocksDbStore store;
  private Blockchain chain;
  private BlockImporter importer;

  @BeforeEach
  void open() {
    store = RocksDbStore.open(directory);
    chain = Blockchain.open(store, GENESIS);
    importer = new BlockImporter(chain, new CodeCache(8));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Transaction transfer(long nonce, long wei) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(UInt256.valueOf(5)),
            nonce,
            UInt256.ZERO,
            21_000,
            Optional.of(RECEIVER),
            UInt256.valueOf(wei),
            Bytes.EMPTY),
        SENDER);
  }

  private Block proposal(Transaction... transactions) {
    return built(transactions).block();
  }

  private ImportedBlock built(Transaction... transactions) {
    BlockHeaderBuilder builder =
        new BlockHeaderBuilder()
            .parentHash(chain.headHash())
            .number(chain.head().number() + 1)
            .timestamp(chain.head().timestamp() + 1)
            .gasLimit(chain.head().gasLimit())
            .coinbase(VALIDATOR.address())
            .extraData(EXTRA_DATA)
            .baseFee(UInt256.ZERO)
            .withdrawalsRoot(MerklePatriciaTrie.EMPTY_ROOT)
            .blobGasUsed(0)
            .excessBlobGas(0)
            .parentBeaconBlockRoot(Bytes32.ZERO);
    BlockResult result =
        new BlockExecutor(GENESIS.config(), new CodeCache(8))
            .propose(
                chain.headState(),
                BlockContext.of(builder.build(), BlockHashes.NONE),
                List.of(transactions).iterator(),
                (transaction, refusal) -> {
                  throw new IllegalArgumentException(refusal.sentence());
                });
    StateUpdate state = chain.headState().apply(result.changes());
    return new ImportedBlock(result.block(builder, state.root()), result.receipts(), state);
  }

  private static Block sealed(Block block) {
    BlockHeader header = block.header();
    return new Block(
        CommittedSeals.attach(
            header, List.of(VALIDATOR.sign(BlockHashing.forCommittedSeals(header)))),
        block.body());
  }

  private BlockRule refusalOf(Block block) {
    InvalidBlockException refusal =
        catchThrowableOfType(
            InvalidBlockException.class,
            () -> importer.importBlock(block, block.header().timestamp()));
    return refusal.rule();
  }

  @Test
  void proposedThenSealedBlockBecomesTheHead() throws InvalidBlockException {
    Block proposal = proposal(transfer(0, 10), transfer(1, 20));
    importer.validateProposal(proposal, proposal.header().timestamp());
    assertThat(chain.head().number()).isZero();

    BlockImporter.Outcome outcome =
        importer.importBlock(sealed(proposal), proposal.header().timestamp());

    assertThat(outcome).isEqualTo(BlockImporter.Outcome.IMPORTED);
    assertThat(chain.headHash()).isEqualTo(proposal.hash());
    assertThat(chain.headState().account(RECEIVER).orElseThrow().balance())
        .isEqualTo(UInt256.valueOf(30));
  }

  @Test
  void blockThatThisNodeBuiltIsNotExecutedAgain() throws InvalidBlockException {
    ImportedBlock built = built(transfer(0, 10));
    importer.remember(built);
    Block sealed = Block.decode(sealed(built.block()).encoded());

    importer.validateProposal(built.block(), built.block().header().timestamp());
    importer.importBlock(sealed, sealed.header().timestamp());

    assertThat(chain.headHash()).isEqualTo(built.block().hash());
    assertThat(chain.receipts(chain.headHash())).contains(built.receipts());
  }

  @Test
  void anotherBodyUnderTheHeaderOfARememberedBlockIsRefused() {
    ImportedBlock built = built(transfer(0, 10));
    importer.remember(built);
    Block sealed = sealed(built.block());
    BlockBody other = BlockBody.of(sealed.header(), List.of(transfer(0, 11)));

    assertThat(refusalOf(new Block(sealed.header(), other))).isEqualTo(BlockRule.BODY);
  }

  @Test
  void builtBlockWithoutSealsIsRefusedThoughItsExecutionIsRemembered() {
    ImportedBlock built = built(transfer(0, 10));
    importer.remember(built);

    assertThat(refusalOf(built.block())).isEqualTo(BlockRule.COMMITTED_SEALS);
  }

  @Test
  void blockThatIsKnownIsNotImportedAgain() throws InvalidBlockException {
    Block block = sealed(proposal());
    importer.importBlock(block, block.header().timestamp());

    assertThat(importer.importBlock(block, block.header().timestamp()))
        .isEqualTo(BlockImporter.Outcome.ALREADY_KNOWN);
  }

  @Test
  void anotherBlockOfAPastHeightIsRefused() throws InvalidBlockException {
    Block other = sealed(proposal(transfer(0, 1)));
    Block block = sealed(proposal());
    importer.importBlock(block, block.header().timestamp());

    assertThat(refusalOf(other)).isEqualTo(BlockRule.ANCESTRY);
  }

  @Test
  void blockWithoutSealsIsRefused() {
    assertThat(refusalOf(proposal())).isEqualTo(BlockRule.COMMITTED_SEALS);
  }

  @Test
  void transactionThatCannotBeExecutedIsNamed() {
    Block good = proposal(transfer(0, 10));
    List<Transaction> tooMuch = List.of(transfer(0, 1001));
    BlockHeader header =
        good.header().toBuilder()
            .transactionsRoot(OrderedTrieRoots.ofTransactions(tooMuch))
            .build();

    assertThat(refusalOf(sealed(new Block(header, BlockBody.of(header, tooMuch)))))
        .isEqualTo(BlockRule.TRANSACTION);
  }

  @Test
  void listOfWithdrawalsMustBeThere() {
    Block block = sealed(proposal());

    assertThat(refusalOf(new Block(block.header(), new BlockBody(List.of(), false))))
        .isEqualTo(BlockRule.BODY);
  }

  @Test
  void chainGoesOnAfterReopening() throws InvalidBlockException {
    Block first = sealed(proposal(transfer(0, 10)));
    importer.importBlock(first, first.header().timestamp());
    close();
    open();

    Block second = sealed(proposal(transfer(1, 10)));
    importer.importBlock(second, second.header().timestamp());

    assertThat(chain.head().number()).isEqualTo(2);
    assertThat(chain.headState().account(RECEIVER).orElseThrow().balance())
        .isEqualTo(UInt256.valueOf(20));
  }
}
