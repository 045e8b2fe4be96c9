package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.Durability;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A chain that grows on command: each block has one transfer and the seals of a quorum of four. */
final class SealedChain implements AutoCloseable {

  static final int CHANGE = 40;

  private static final List<KeyPair> FIRST = keys(1);
  private static final List<KeyPair> LATER = keys(11);
  private static final KeyPair SENDER = KeyPair.of(Bytes32.leftPad(Bytes.of(99)));
  private static final Address RECEIVER =
      Address.fromHex("0x00000000000000000000000000000000000000bb");

  /** The same four seal all blocks. */
  static final Genesis STEADY = genesis("");

  /** From block {@link #CHANGE} on, four others seal. */
  static final Genesis CHANGING =
      genesis(
          ", \"transitions\": {\"qbft\": [{\"block\": %d, \"validators\": [%s]}]}"
              .formatted(
                  CHANGE,
                  String.join(
                      ",", LATER.stream().map(key -> "\"" + key.address() + "\"").toList())));

  private final RocksDbStore store;
  private final Blockchain chain;
  private final BlockImporter importer;
  private final BlockExecutor executor;

  SealedChain(Path directory, Genesis genesis) {
    store = RocksDbStore.open(directory);
    chain = Blockchain.open(store, genesis);
    CodeCache codes = new CodeCache(8);
    importer = new BlockImporter(chain, codes);
    executor = new BlockExecutor(genesis.config(), codes);
  }

  private static List<KeyPair> keys(int first) {
    return IntStream.range(first, first + 4)
        .mapToObj(secret -> KeyPair.of(Bytes32.leftPad(Bytes.of(secret))))
        .toList();
  }

  private static Genesis genesis(String transitions) {
    List<Address> validators = FIRST.stream().map(KeyPair::address).sorted().toList();
    Bytes extraData =
        new QbftExtraData(Bytes32.ZERO, validators, Optional.empty(), 0, List.of()).encoded();
    return GenesisFile.parse(
        """
        {"config": {"chainId": 5, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0,
                    "zeroBaseFee": true, "qbft": {}%s},
         "gasLimit": 30000000, "extraData": "%s", "alloc": {"%s": {"balance": "1000000000"}}}
        """
            .formatted(transitions, extraData.toHexString(), SENDER.address()));
  }

  Blockchain chain() {
    return chain;
  }

  BlockImporter importer() {
    return importer;
  }

  void growTo(long number) {
    while (chain.head().number() < number) {
      ImportedBlock next = next();
      chain.append(
          new ImportedBlock(sealed(next.block(), quorum()), next.receipts(), next.state()),
          Durability.LATER);
    }
  }

  private int quorum() {
    return new Quorum(FIRST.size()).size();
  }

  private ImportedBlock next() {
    BlockHeader parent = chain.head();
    List<Address> validators = importer.validators().validatorsAfter(parent);
    BlockHeaderBuilder builder =
        new BlockHeaderBuilder()
            .parentHash(chain.headHash())
            .number(parent.number() + 1)
            .timestamp(parent.timestamp() + 1)
            .gasLimit(parent.gasLimit())
            .coinbase(validators.getFirst())
            .extraData(
                new QbftExtraData(Bytes32.ZERO, validators, Optional.empty(), 0, List.of())
                    .encoded())
            .baseFee(UInt256.ZERO)
            .withdrawalsRoot(MerklePatriciaTrie.EMPTY_ROOT)
            .blobGasUsed(0)
            .excessBlobGas(0)
            .parentBeaconBlockRoot(Bytes32.ZERO);
    BlockResult result =
        executor.propose(
            chain.headState(),
            BlockContext.of(builder.build(), number -> chain.hash(number).orElse(Bytes32.ZERO)),
            List.of(transfer(parent.number())).iterator(),
            (transaction, refusal) -> {
              throw new IllegalArgumentException(refusal.sentence());
            });
    StateUpdate state = chain.headState().apply(result.changes());
    return new ImportedBlock(result.block(builder, state.root()), result.receipts(), state);
  }

  private static Transaction transfer(long nonce) {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(UInt256.valueOf(5)),
            nonce,
            UInt256.ZERO,
            21_000,
            Optional.of(RECEIVER),
            UInt256.ONE,
            Bytes.EMPTY),
        SENDER);
  }

  /** The block with seals of so many of those who may seal it. */
  static Block sealed(Block block, int seals) {
    BlockHeader header = block.header();
    Bytes32 digest = BlockHashing.forCommittedSeals(header);
    List<Address> validators = header.qbft().validators();
    return new Block(
        CommittedSeals.attach(
            header,
            Stream.concat(FIRST.stream(), LATER.stream())
                .filter(key -> validators.contains(key.address()))
                .limit(seals)
                .map(key -> key.sign(digest))
                .toList()),
        block.body());
  }

  @Override
  public void close() {
    store.close();
  }
}
