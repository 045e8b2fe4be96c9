package io.lyceum.pool;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.InvalidBlockException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A chain in RocksDB with one validator, whose blocks are built from a pool and really sealed. */
public final class TestChain implements AutoCloseable {

  /** The chain's id. */
  public static final UInt256 CHAIN_ID = UInt256.valueOf(1337);

  /** What every funded account starts with: one ether. */
  public static final UInt256 ENDOWMENT = UInt256.valueOf(10).pow(UInt256.valueOf(18));

  private static final Bytes VANITY = Bytes.wrap(new byte[QbftExtraData.VANITY_SIZE]);
  private static final int FUNDED = 8;
  private static final BooleanSupplier NEVER = () -> false;

  private final KeyPair validator = key(1000);
  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final CodeCache codes = new CodeCache(64);
  private final RocksDbStore store;
  private final Blockchain chain;
  private final TransactionPool pool;
  private final Set<Address> members = ConcurrentHashMap.newKeySet();
  private final BlockBuilder builder;
  private final BlockImporter importer;

  /** Starts a chain of which the accounts of keys 1 to 8 have a fund each. */
  public TestChain(Path directory, PoolLimits limits) {
    this(directory, limits, "");
  }

  /**
   * The same with more in the section config of the genesis file.
   *
   * @param config further members, each after a comma
   */
  public TestChain(Path directory, PoolLimits limits, String config) {
    store = RocksDbStore.open(directory);
    chain = Blockchain.open(store, genesis(validator.address(), config));
    pool = new TransactionPool(limits, head(), clock);
    chain.addListener(block -> pool.onNewHead(block, head()));
    var executor = new BlockExecutor(config(), codes);
    builder = new BlockBuilder(chain, executor, pool, BlockBuilder.DEFAULT_TARGET_GAS_LIMIT);
    importer = new BlockImporter(chain, codes);
  }

  /** The key whose secret is a small number. */
  public static KeyPair key(int secret) {
    return KeyPair.of(Bytes32.leftPad(Bytes.ofUnsignedInt(secret)));
  }

  /** A signed transfer of a wei. */
  public static Transaction transfer(int sender, long nonce, long gasPrice) {
    return transfer(sender, nonce, gasPrice, UInt256.ONE);
  }

  /** A signed transfer. */
  public static Transaction transfer(int sender, long nonce, long gasPrice, UInt256 value) {
    var body =
        new TransactionBody.Legacy(
            Optional.of(CHAIN_ID),
            nonce,
            UInt256.valueOf(gasPrice),
            21_000,
            Optional.of(key(99).address()),
            value,
            Bytes.EMPTY);
    return Transaction.sign(body, key(sender));
  }

  private static Genesis genesis(Address validator, String config) {
    var extraData = new QbftExtraData(VANITY, List.of(validator), Optional.empty(), 0, List.of());
    StringBuilder alloc = new StringBuilder();
    for (int i = 1; i <= FUNDED; i++) {
      alloc
          .append(i == 1 ? "" : ",")
          .append('"')
          .append(key(i).address())
          .append("\":{\"balance\":\"")
          .append(ENDOWMENT.toQuantityHexString())
          .append("\"}");
    }
    return GenesisFile.parse(
        """
        {"config": {"chainId": 1337, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0,
                    "zeroBaseFee": true, "qbft": {"blockperiodseconds": 1, "epochlength": 30000} %s},
         "nonce": "0x0", "timestamp": "0x0", "gasLimit": "0x1000000", "difficulty": "0x1",
         "mixHash": "%s", "coinbase": "%s", "extraData": "%s", "alloc": {%s}}
        """
            .formatted(
                config,
                BlockHeader.BFT_MIX_HASH,
                Address.ZERO,
                extraData.encoded().toHexString(),
                alloc));
  }

  /** What the pool sees of the chain now. */
  PoolHead head() {
    return PoolHead.of(chain, BlockBuilder.DEFAULT_TARGET_GAS_LIMIT, members);
  }

  private ChainConfig config() {
    return chain.genesis().config();
  }

  /** The chain. */
  public Blockchain chain() {
    return chain;
  }

  /** The pool, which follows the chain. */
  public TransactionPool pool() {
    return pool;
  }

  /** What a pool holds, in the order of arrival. */
  static List<Transaction> transactions(TransactionPool pool) {
    return pool.all().stream().map(PooledTransaction::transaction).toList();
  }

  /** Makes an account one that the chain knows, from the next block on. */
  public void admit(Address member) {
    members.add(member);
  }

  /** Judges and appends blocks. */
  public BlockImporter importer() {
    return importer;
  }

  /** Analysed code. */
  public CodeCache codes() {
    return codes;
  }

  /** The pool's clock. */
  public SettableClock clock() {
    return clock;
  }

  /** Builds an unsealed block on the head. */
  public Block build(BooleanSupplier outOfTime) {
    var extraData =
        new QbftExtraData(VANITY, List.of(validator.address()), Optional.empty(), 0, List.of());
    long timestamp = chain.head().timestamp() + 1;
    return builder
        .build(chain.head(), timestamp, validator.address(), extraData.encoded(), outOfTime)
        .block();
  }

  /** Builds a block, seals it and imports it by all rules. */
  public Block grow() {
    return importSealed(build(NEVER));
  }

  /** Seals a block and imports it by all rules. */
  public Block importSealed(Block proposal) {
    Bytes32 digest = BlockHashing.forCommittedSeals(proposal.header());
    var seals = List.of(validator.sign(digest));
    Block block = new Block(CommittedSeals.attach(proposal.header(), seals), proposal.body());
    try {
      importer.importBlock(block, block.header().timestamp());
    } catch (InvalidBlockException broken) {
      throw new AssertionError("The builder made an invalid block", broken);
    }
    return block;
  }

  @Override
  public void close() {
    store.close();
  }
}
