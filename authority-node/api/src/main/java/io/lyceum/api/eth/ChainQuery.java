package io.lyceum.api.eth;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.result.BlockResult;
import io.lyceum.api.result.ExecutedTransaction;
import io.lyceum.api.result.Inclusion;
import io.lyceum.api.result.ReceiptResult;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BloomQuery;
import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.TransactionLocation;
import io.lyceum.ledger.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The chain as clients ask for it: blocks by tag, number or hash, and results with their places.
 */
public final class ChainQuery {

  private final Blockchain chain;

  /** Reads a chain. */
  public ChainQuery(Blockchain chain) {
    this.chain = chain;
  }

  /** The header of the newest block. */
  public BlockHeader head() {
    return chain.head();
  }

  /**
   * The number that a parameter stands for, of a block that may not exist.
   *
   * @throws RpcException if it is a hash of no block
   */
  public long number(BlockParameter parameter) {
    return switch (parameter) {
      case BlockParameter.Number number -> number.number();
      case BlockParameter.Hash hash -> requiredHeader(hash).number();
      // A sealed QBFT block is final; and a client that asks for the pending one gets the newest.
      case BlockParameter.Tag tag -> tag == BlockParameter.Tag.EARLIEST ? 0 : head().number();
    };
  }

  /** The hash of a block, if it exists. */
  public Optional<Bytes32> hash(BlockParameter parameter) {
    return switch (parameter) {
      case BlockParameter.Hash hash -> Optional.of(hash.hash());
      case BlockParameter.Number number -> chain.hash(number.number());
      case BlockParameter.Tag tag -> chain.hash(number(tag));
    };
  }

  /** The header with a hash, if it exists. */
  public Optional<BlockHeader> header(Bytes32 hash) {
    return chain.header(hash);
  }

  /** A header, if it exists. */
  public Optional<BlockHeader> header(BlockParameter parameter) {
    return hash(parameter).flatMap(chain::header);
  }

  /**
   * A header.
   *
   * @throws RpcException if it does not exist
   */
  public BlockHeader requiredHeader(BlockParameter parameter) {
    return header(parameter).orElseThrow(() -> RpcException.serverError("Block not found"));
  }

  /**
   * The state after a block.
   *
   * @throws RpcException if this node does not hold it
   */
  public WorldState stateAfter(BlockHeader header) {
    if (!chain.hasState(header.stateRoot())) {
      throw RpcException.serverError("World state unavailable");
    }
    return chain.stateAt(header.stateRoot());
  }

  /** What a call sees of a block. */
  public BlockContext context(BlockHeader header) {
    return BlockContext.of(header, number -> chain.hash(number).orElse(Bytes32.ZERO));
  }

  /** A block, if it exists, with its transactions whole or as hashes. */
  public Optional<BlockResult> block(BlockParameter parameter, boolean whole) {
    return hash(parameter)
        .flatMap(hash -> chain.block(hash).map(block -> blockResult(block, hash, whole)));
  }

  /** A block as it is stored, if it exists. */
  public Optional<Block> storedBlock(BlockParameter parameter) {
    return hash(parameter).flatMap(chain::block);
  }

  /** The receipts of a block that exists. */
  public List<TransactionReceipt> storedReceipts(Bytes32 blockHash) {
    return stored(chain.receipts(blockHash));
  }

  /** The numbers of a range's blocks that may hold wanted logs, ascending. */
  LongStream mayHoldLogs(BloomQuery query, long from, long to) {
    return chain.mayHoldLogs(query, from, to);
  }

  /** Where a transaction stands, if it is on the chain. */
  public Optional<TransactionLocation> location(Bytes32 transactionHash) {
    return chain.transactionLocation(transactionHash);
  }

  /** A transaction as it was signed, if it is on the chain. */
  public Optional<Transaction> signedTransaction(Bytes32 hash) {
    return location(hash)
        .map(
            location ->
                stored(chain.block(location.blockHash()))
                    .body()
                    .transactions()
                    .get(location.index()));
  }

  /** A transaction at a place of a block, if both exist. */
  Optional<TransactionResult> transaction(BlockParameter parameter, long index) {
    return storedBlock(parameter)
        .filter(block -> index < block.body().transactions().size())
        .map(
            block ->
                TransactionResult.included(
                    block.body().transactions().get((int) index),
                    Inclusion.in(block.header(), block.hash(), (int) index)));
  }

  /** A transaction that is on the chain. */
  public Optional<TransactionResult> transaction(Bytes32 hash) {
    return chain
        .transactionLocation(hash)
        .map(
            location -> {
              Block block = stored(chain.block(location.blockHash()));
              return TransactionResult.included(
                  block.body().transactions().get(location.index()),
                  Inclusion.in(block.header(), location.blockHash(), location.index()));
            });
  }

  /** The receipt of a transaction that is on the chain. */
  public Optional<ReceiptResult> receipt(Bytes32 hash) {
    return chain
        .transactionLocation(hash)
        .map(location -> executed(location.blockHash()).get(location.index()))
        .map(ReceiptResult::of);
  }

  /** The transactions of a block that exists, with what they left. */
  public List<ExecutedTransaction> executed(Bytes32 blockHash) {
    Block block = stored(chain.block(blockHash));
    return ExecutedTransaction.of(
        block.header(), blockHash, block.body().transactions(), stored(chain.receipts(blockHash)));
  }

  private BlockResult blockResult(Block block, Bytes32 hash, boolean whole) {
    List<Transaction> transactions = block.body().transactions();
    List<Object> results = new ArrayList<>(transactions.size());
    for (Transaction transaction : transactions) {
      results.add(
          whole
              ? TransactionResult.included(
                  transaction, Inclusion.in(block.header(), hash, results.size()))
              : transaction.hash());
    }
    return BlockResult.of(block, hash, totalDifficulty(block.header()), results);
  }

  /** Every QBFT block after the first has the difficulty 1. */
  private UInt256 totalDifficulty(BlockHeader header) {
    return chain.genesis().header().difficulty().add(header.number());
  }

  private static <T> T stored(Optional<T> part) {
    return part.orElseThrow(() -> new IllegalStateException("The store lacks part of a block"));
  }
}
