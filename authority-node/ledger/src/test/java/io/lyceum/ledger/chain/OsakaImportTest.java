package io.lyceum.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prague and Osaka ask of blocks, on a chain that goes over to them one after another. */
class OsakaImportTest {

  private static final int EIGHT_MIB = 8 * 1024 * 1024;
  private static final long PRAGUE = 10;
  private static final long OSAKA = 20;
  private static final Bytes32 NONE = ExecutionRequests.NONE.hash();
  private static final KeyPair VALIDATOR = KeyPair.of(Keccak.hash(Bytes.of(1)));
  private static final Bytes EXTRA_DATA =
      new QbftExtraData(Bytes32.ZERO, List.of(VALIDATOR.address()), Optional.empty(), 0, List.of())
          .encoded();
  private static final Genesis GENESIS =
      GenesisFile.parse(
          """
          {"config": {"chainId": 5, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0,
                      "pragueTime": %d, "osakaTime": %d, "zeroBaseFee": true, "qbft": {}},
           "gasLimit": 30000000, "excessBlobGas": 1048576, "extraData": "%s", "alloc": {}}
          """
              .formatted(PRAGUE, OSAKA, EXTRA_DATA.toHexString()));

  @TempDir private Path directory;
  private int chains;

  @Test
  void requestsHashBelongsToBlocksFromPragueOn() {
    assertThat(refusalOf(header(PRAGUE - 1), List.of())).isEmpty();
    assertThat(refusalOf(header(PRAGUE).requestsHash(NONE), List.of())).isEmpty();
    assertThat(refusalOf(header(PRAGUE - 1).requestsHash(NONE), List.of()))
        .contains(BlockRule.FORK_FIELDS);
    assertThat(refusalOf(header(PRAGUE), List.of())).contains(BlockRule.FORK_FIELDS);
    assertThat(refusalOf(header(PRAGUE).requestsHash(Bytes32.ZERO), List.of()))
        .contains(BlockRule.REQUESTS);
  }

  @Test
  void excessOfBlobGasFallsByTheTargetOfTheFork() {
    // 8 blobs less the target: 3 in Cancun, 6 in Prague.
    assertThat(refusalOf(header(PRAGUE - 1).excessBlobGas(2 << 17), List.of()))
        .contains(BlockRule.BLOB_GAS);
    assertThat(refusalOf(header(PRAGUE).requestsHash(NONE).excessBlobGas(5 << 17), List.of()))
        .contains(BlockRule.BLOB_GAS);
  }

  @Test
  void proposalsAreLimitedTo8MiBFromOsakaOnAndImportsAreNot() {
    List<Transaction> large = List.of(transaction(EIGHT_MIB));
    BlockHeaderBuilder prague = header(OSAKA - 1).requestsHash(NONE);
    BlockHeaderBuilder osaka = header(OSAKA).requestsHash(NONE).excessBlobGas(8 << 17);

    assertThat(refusalOf(prague, large, this::propose)).contains(BlockRule.TRANSACTION);
    assertThat(refusalOf(osaka, large, this::propose)).contains(BlockRule.BLOCK_SIZE);
    assertThat(refusalOf(osaka, large)).contains(BlockRule.TRANSACTION);
  }

  private void propose(BlockImporter importer, Block block) throws InvalidBlockException {
    importer.validateProposal(block, block.header().timestamp());
  }

  private static BlockHeaderBuilder header(long timestamp) {
    BlockHeader parent = GENESIS.header();
    return new BlockHeaderBuilder()
        .parentHash(parent.hash())
        .number(1)
        .timestamp(timestamp)
        .gasLimit(parent.gasLimit())
        .coinbase(VALIDATOR.address())
        .extraData(EXTRA_DATA)
        .stateRoot(parent.stateRoot())
        .baseFee(UInt256.ZERO)
        .withdrawalsRoot(MerklePatriciaTrie.EMPTY_ROOT)
        .blobGasUsed(0)
        .excessBlobGas(timestamp < PRAGUE ? 5 << 17 : 2 << 17)
        .parentBeaconBlockRoot(Bytes32.ZERO);
  }

  private static Transaction transaction(int payload) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(UInt256.valueOf(5)),
            0,
            UInt256.ZERO,
            21_000,
            Optional.of(Address.ZERO),
            UInt256.ZERO,
            Bytes.wrap(new byte[payload])),
        VALIDATOR);
  }

  /** Seals a block and offers it to a new chain. */
  private Optional<BlockRule> refusalOf(
      BlockHeaderBuilder builder, List<Transaction> transactions) {
    return refusalOf(
        builder,
        transactions,
        (importer, block) -> importer.importBlock(block, block.header().timestamp()));
  }

  /** A way of a block into the chain. */
  private interface Door {
    void offer(BlockImporter importer, Block block) throws InvalidBlockException;
  }

  private Optional<BlockRule> refusalOf(
      BlockHeaderBuilder builder, List<Transaction> transactions, Door door) {
    BlockHeader header =
        builder.transactionsRoot(OrderedTrieRoots.ofTransactions(transactions)).build();
    BlockHeader sealed =
        CommittedSeals.attach(
            header, List.of(VALIDATOR.sign(BlockHashing.forCommittedSeals(header))));
    Path data = directory.resolve("chain" + ++chains);
    try (RocksDbStore store = RocksDbStore.open(data)) {
      Blockchain chain = Blockchain.open(store, GENESIS);
      Block block = new Block(sealed, BlockBody.of(sealed, transactions));
      BlockImporter importer = new BlockImporter(chain, new CodeCache(8));
      return Optional.ofNullable(
              catchThrowableOfType(InvalidBlockException.class, () -> door.offer(importer, block)))
          .map(InvalidBlockException::rule);
    }
  }
}
