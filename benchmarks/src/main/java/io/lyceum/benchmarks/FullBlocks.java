package io.lyceum.benchmarks;

import io.lyceum.contracts.CreationCode;
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
import io.lyceum.ledger.execution.InvalidTransactionException;
import io.lyceum.ledger.execution.Sandbox;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.types.Address;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * A chain of one validator whose blocks are full of signed transfers between accounts drawn at
 * random: a genesis, and the RLPs of the blocks as a file holds them.
 */
final class FullBlocks {

  private static final long SEED = 20_261_120;
  private static final UInt256 CHAIN_ID = UInt256.valueOf(1337);
  private static final long BLOCK_GAS = 1_000_000_000;
  private static final long GAS_LIMIT = 100_000;
  private static final Address TOKEN =
      Address.fromHex("0x00000000000000000000000000000000000e2c20");
  private static final KeyPair VALIDATOR = KeyPair.of(Keccak.hash(Bytes.of(1)));
  private static final Bytes EXTRA_DATA =
      new QbftExtraData(Bytes32.ZERO, List.of(VALIDATOR.address()), Optional.empty(), 0, List.of())
          .encoded();
  private static final String GENESIS =
      """
      {"config": {"chainId": 1337, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0,
                  "zeroBaseFee": true, "qbft": {}},
       "gasLimit": %d, "extraData": "%s", "alloc": {%s}}
      """;

  private final Random random = new Random(SEED);
  private final TransferKind kind;
  private final List<KeyPair> keys;
  private final long[] nonces;
  private final Genesis genesis;
  private final byte[] encoded;

  /**
   * Makes the chain.
   *
   * @param accounts that send and receive
   * @param transfers in each block
   */
  FullBlocks(TransferKind kind, int accounts, int blocks, int transfers) {
    this.kind = kind;
    this.keys =
        IntStream.range(0, accounts)
            .mapToObj(i -> KeyPair.of(Keccak.hash(Bytes.ofUnsignedInt(i))))
            .toList();
    this.nonces = new long[accounts];
    Genesis withoutToken = genesisWith(List.of());
    Sandbox sandbox =
        new Sandbox(
            withoutToken.config(),
            WorldState.empty(),
            BlockContext.qbft(1, 1, BLOCK_GAS, VALIDATOR.address()));
    sandbox.deployAt(TOKEN, tokenCode(), VALIDATOR.address());
    this.genesis = genesisWith(List.of(allocation(TOKEN, sandbox.changes())));
    this.encoded = encode(blocks, transfers);
  }

  /** The start of the chain. */
  Genesis genesis() {
    return genesis;
  }

  /** The blocks after block 0, one after another. */
  byte[] encoded() {
    return encoded;
  }

  private Bytes tokenCode() {
    return Bytes.fromHexString(
        CreationCode.sampleToken(
            keys.stream().map(key -> key.address().toString()).toList(), BigInteger.TEN.pow(18)));
  }

  private Genesis genesisWith(List<String> contracts) {
    List<String> alloc = new ArrayList<>(contracts);
    keys.forEach(
        key -> alloc.add("\"%s\": {\"balance\": \"1000000000\"}".formatted(key.address())));
    return GenesisFile.parse(
        GENESIS.formatted(BLOCK_GAS, EXTRA_DATA.toHexString(), String.join(",", alloc)));
  }

  private static String allocation(Address address, StateChanges changes) {
    StateChanges.AccountChange created = changes.accounts().get(address);
    String storage =
        created.storage().entrySet().stream()
            .map(slot -> "\"%s\": \"%s\"".formatted(hex(slot.getKey()), hex(slot.getValue())))
            .collect(Collectors.joining(","));
    return "\"%s\": {\"balance\": \"0\", \"code\": \"%s\", \"storage\": {%s}}"
        .formatted(address, created.code().orElseThrow().toHexString(), storage);
  }

  private static String hex(UInt256 word) {
    return word.toHexString();
  }

  private byte[] encode(int blocks, int transfers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MemoryState state = new MemoryState();
    state.apply(genesis.state());
    BlockHeader parent = genesis.header();
    for (int i = 0; i < blocks; i++) {
      Block block = next(parent, state, transfers);
      out.writeBytes(block.encoded().toArrayUnsafe());
      parent = block.header();
    }
    return out.toByteArray();
  }

  /** Makes a sealed block, and takes the state on to it. */
  private Block next(BlockHeader parent, MemoryState state, int transfers) {
    BlockHeaderBuilder header =
        new BlockHeaderBuilder()
            .parentHash(parent.hash())
            .number(parent.number() + 1)
            .timestamp(parent.timestamp() + 1)
            .gasLimit(parent.gasLimit())
            .coinbase(VALIDATOR.address())
            .extraData(EXTRA_DATA)
            .baseFee(UInt256.ZERO)
            .withdrawalsRoot(MerklePatriciaTrie.EMPTY_ROOT)
            .blobGasUsed(0)
            .excessBlobGas(0)
            .parentBeaconBlockRoot(Bytes32.ZERO);
    BlockResult result = execute(header.build(), state.current(), signed(transfers));
    StateUpdate update = state.current().apply(result.changes());
    state.apply(update);
    BlockHeader unsealed =
        header
            .stateRoot(update.root())
            .transactionsRoot(OrderedTrieRoots.ofTransactions(result.transactions()))
            .receiptsRoot(OrderedTrieRoots.ofReceipts(result.receipts()))
            .logsBloom(result.logsBloom())
            .gasUsed(result.gasUsed())
            .build();
    BlockHeader sealed =
        CommittedSeals.attach(
            unsealed, List.of(VALIDATOR.sign(BlockHashing.forCommittedSeals(unsealed))));
    return new Block(sealed, BlockBody.of(sealed, result.transactions()));
  }

  private BlockResult execute(BlockHeader header, WorldState before, List<Transaction> transfers) {
    try {
      return new BlockExecutor(genesis.config(), new CodeCache(1))
          .execute(before, BlockContext.of(header, BlockHashes.NONE), transfers);
    } catch (InvalidTransactionException e) {
      throw new IllegalStateException("A transfer of a full block is refused", e);
    }
  }

  private List<Transaction> signed(int transfers) {
    List<Transaction> signed = new ArrayList<>(transfers);
    for (int i = 0; i < transfers; i++) {
      int from = random.nextInt(keys.size());
      Address to = keys.get(random.nextInt(keys.size())).address();
      boolean coin = kind == TransferKind.COIN;
      TransactionBody body =
          new TransactionBody.DynamicFee(
              Optional.of(CHAIN_ID),
              nonces[from]++,
              UInt256.ZERO,
              UInt256.ZERO,
              coin ? 21_000 : GAS_LIMIT,
              Optional.of(coin ? to : TOKEN),
              coin ? UInt256.ONE : UInt256.ZERO,
              coin ? Bytes.EMPTY : TokenTransfers.transfer(to),
              List.of());
      signed.add(Transaction.sign(body, keys.get(from)));
    }
    return signed;
  }
}
