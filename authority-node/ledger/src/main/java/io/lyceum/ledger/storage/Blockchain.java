package io.lyceum.ledger.storage;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BloomQuery;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain on disk: blocks, receipts, transactions by hash, an index of logs, states, the head. A
 * block once appended is final, as QBFT's are. Any thread may read; {@link #append} is for one at a
 * time.
 */
public final class Blockchain {

  private static final Logger LOG = LoggerFactory.getLogger(Blockchain.class);

  private static final Bytes HEAD = Bytes.of('h');

  private final RocksDbStore store;
  private final StateStore states;
  private final LogIndex logs;
  private final Genesis genesis;
  private final List<HeadListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Head head;

  /** The head with its hash, so that the hash is not computed for each question. */
  private record Head(BlockHeader header, Bytes32 hash) {}

  private Blockchain(RocksDbStore store, Genesis genesis) {
    this.store = store;
    this.states = new StateStore(store);
    this.logs = new LogIndex(store);
    this.genesis = genesis;
  }

  /**
   * Opens the chain of a store, or starts it with block 0 if the store is new.
   *
   * @throws StorageException if the store holds a chain with another genesis
   */
  public static Blockchain open(RocksDbStore store, Genesis genesis) {
    Blockchain chain = new Blockchain(store, genesis);
    Optional<Bytes> headHash = store.get(Column.CHAIN, HEAD);
    if (headHash.isEmpty()) {
      chain.write(
          new ImportedBlock(genesis.block(), List.of(), genesis.state()), Durability.AT_ONCE);
    } else {
      chain.resume(Bytes32.wrap(headHash.get()));
    }
    return chain;
  }

  private void resume(Bytes32 headHash) {
    Bytes32 stored = hash(0).orElseThrow(() -> new StorageException("The store lacks block 0"));
    if (!stored.equals(genesis.hash())) {
      throw new StorageException(
          "The store holds a chain with the genesis " + stored + ", not " + genesis.hash());
    }
    BlockHeader header =
        header(headHash).orElseThrow(() -> new StorageException("The store lacks its head"));
    states.resume(header.stateRoot());
    logs.resume(header.number(), number -> header(number).orElseThrow());
    head = new Head(header, headHash);
  }

  /** The start of this chain, with its rules. */
  public Genesis genesis() {
    return genesis;
  }

  /** The header of the last block. */
  public BlockHeader head() {
    return head.header();
  }

  /** The hash of the last block. */
  public Bytes32 headHash() {
    return head.hash();
  }

  /** The hash of the block with a number. */
  public Optional<Bytes32> hash(long number) {
    return store.get(Column.NUMBERS, numberKey(number)).map(Bytes32::wrap);
  }

  /** The header with a hash. */
  public Optional<BlockHeader> header(Bytes32 hash) {
    return store.get(Column.HEADERS, hash).map(BlockHeader::decode);
  }

  /** The header with a number. */
  public Optional<BlockHeader> header(long number) {
    return hash(number).flatMap(this::header);
  }

  /** The block with a hash. */
  public Optional<Block> block(Bytes32 hash) {
    return encodedBlock(hash).map(Block::decode);
  }

  /** The block with a number. */
  public Optional<Block> block(long number) {
    return hash(number).flatMap(this::block);
  }

  /** The RLP of the block with a hash, as it is sent and exported. */
  public Optional<Bytes> encodedBlock(Bytes32 hash) {
    return store.get(Column.BLOCKS, hash);
  }

  /** The receipts of the block with a hash. */
  public Optional<List<TransactionReceipt>> receipts(Bytes32 blockHash) {
    return store.get(Column.RECEIPTS, blockHash).map(ReceiptsCodec::decode);
  }

  /**
   * The numbers of the blocks that may hold wanted logs, ascending, from one block to another, both
   * included. Found by an index, section by section as the stream is read, so that a long chain is
   * not read through.
   */
  public LongStream mayHoldLogs(BloomQuery query, long from, long to) {
    return logs.mayHold(query, from, to);
  }

  /** Where the transaction with a hash stands. */
  public Optional<TransactionLocation> transactionLocation(Bytes32 transactionHash) {
    return store.get(Column.TRANSACTIONS, transactionHash).map(TransactionLocation::decode);
  }

  /** Whether the state with a root is held. */
  public boolean hasState(Bytes32 root) {
    return states.holds(root);
  }

  /** The state with a root; reading it fails if it is not held. */
  public WorldState stateAt(Bytes32 root) {
    return states.at(root);
  }

  /** The state after the last block. */
  public WorldState headState() {
    return stateAt(head().stateRoot());
  }

  /** Tells a listener of heads to come. */
  public void addListener(HeadListener listener) {
    listeners.add(listener);
  }

  /** Tells a listener no more. */
  public void removeListener(HeadListener listener) {
    listeners.remove(listener);
  }

  /**
   * Appends a block to the head: one atomic, durable write; then the listeners are told, in the
   * order in which they came.
   *
   * @throws IllegalArgumentException if the block does not follow the head
   */
  public void append(ImportedBlock imported) {
    append(imported, Durability.AT_ONCE);
  }

  /**
   * Appends a block to the head: one atomic write; then the listeners are told, in the order in
   * which they came.
   *
   * @throws IllegalArgumentException if the block does not follow the head
   */
  public synchronized void append(ImportedBlock imported, Durability durability) {
    BlockHeader header = imported.block().header();
    if (header.number() != head().number() + 1 || !header.parentHash().equals(headHash())) {
      throw new IllegalArgumentException(
          "Block " + header.number() + " does not follow the head " + head().number());
    }
    write(imported, durability);
    listeners.forEach(listener -> tell(listener, imported.block()));
  }

  /** Waits until all blocks that were appended are on the disk. */
  public void sync() {
    store.sync();
  }

  private void write(ImportedBlock imported, Durability durability) {
    Block block = imported.block();
    BlockHeader header = block.header();
    Bytes32 hash = header.hash();
    try (WriteTransaction write = store.begin()) {
      states.put(write, imported.state());
      write.put(Column.HEADERS, hash, header.encoded());
      write.put(Column.BLOCKS, hash, block.encoded());
      write.put(Column.RECEIPTS, hash, ReceiptsCodec.encode(imported.receipts()));
      logs.put(write, header);
      write.put(Column.NUMBERS, numberKey(header.number()), hash);
      int index = 0;
      for (Transaction transaction : block.body().transactions()) {
        var location = new TransactionLocation(hash, header.number(), index++);
        write.put(Column.TRANSACTIONS, transaction.hash(), location.encoded());
      }
      write.put(Column.CHAIN, HEAD, hash);
      write.commit(durability);
    }
    states.advance(imported.state());
    logs.advance(header);
    head = new Head(header, hash);
  }

  private static void tell(HeadListener listener, Block block) {
    try {
      listener.onNewHead(block);
    } catch (RuntimeException e) {
      LOG.error("A listener failed on block {}", block.number(), e);
    }
  }

  private static Bytes numberKey(long number) {
    return Bytes.ofUnsignedLong(number);
  }
}
