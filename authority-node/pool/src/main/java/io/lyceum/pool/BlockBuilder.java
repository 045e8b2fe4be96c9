package io.lyceum.pool;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.execution.Refusal;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Makes blocks of what the pool holds. Safe for use by many threads. */
public final class BlockBuilder {

  /** Besu's default: blocks move towards this much gas. */
  public static final long DEFAULT_TARGET_GAS_LIMIT = 60_000_000;

  /** Leaves room in the 8 MiB of EIP-7934 for the header and the last transaction. */
  private static final long MOST_TRANSACTION_BYTES = 7 * 1024 * 1024;

  private final Blockchain chain;
  private final BlockExecutor executor;
  private final TransactionPool pool;
  private final long targetGasLimit;

  /**
   * @param chain that the blocks extend
   * @param executor runs their transactions
   * @param pool holds the candidates
   * @param targetGasLimit towards which the blocks' gas limit moves
   */
  public BlockBuilder(
      Blockchain chain, BlockExecutor executor, TransactionPool pool, long targetGasLimit) {
    this.chain = chain;
    this.executor = executor;
    this.pool = pool;
    this.targetGasLimit = targetGasLimit;
  }

  /**
   * Builds the block after a parent: runs the pool's transactions in their order, leaves out those
   * that cannot follow, and stops when no gas or no time is left.
   *
   * @param parent whose state is held
   * @param timestamp of the block, in seconds since 1970
   * @param coinbase the proposer
   * @param extraData with the validators and the vote, without seals
   * @param outOfTime asked before each transaction whether none may follow
   * @return the unsealed block with its receipts and its state, none of it written
   */
  public ImportedBlock build(
      BlockHeader parent,
      long timestamp,
      Address coinbase,
      Bytes extraData,
      BooleanSupplier outOfTime) {
    BlockHeaderBuilder header =
        ChildHeader.of(chain.genesis().config(), parent, timestamp, targetGasLimit)
            .coinbase(coinbase)
            .extraData(extraData);
    BlockContext context =
        BlockContext.of(header.build(), number -> chain.hash(number).orElse(Bytes32.ZERO));
    WorldState before = chain.stateAt(parent.stateRoot());
    TransactionSelection selection = pool.select(context.gasLimit());
    Set<Address> refused = new TreeSet<>();
    BlockResult result =
        executor.propose(
            before,
            context,
            new Candidates(selection, outOfTime),
            (transaction, refusal) -> {
              selection.skipSender();
              if (refusal != Refusal.BLOCK_GAS_EXCEEDED) {
                transaction.sender().ifPresent(refused::add);
              }
            });
    // An account may have changed through another's transaction, which the pool cannot see.
    pool.review(refused);
    StateUpdate state = before.apply(result.changes());
    return new ImportedBlock(result.block(header, state.root()), result.receipts(), state);
  }

  /** A selection that ends early when time or room is used up. */
  private static final class Candidates implements Iterator<Transaction> {

    private final TransactionSelection selection;
    private final BooleanSupplier outOfTime;
    private long bytes;

    Candidates(TransactionSelection selection, BooleanSupplier outOfTime) {
      this.selection = selection;
      this.outOfTime = outOfTime;
    }

    @Override
    public boolean hasNext() {
      return bytes < MOST_TRANSACTION_BYTES && !outOfTime.getAsBoolean() && selection.hasNext();
    }

    @Override
    public Transaction next() {
      Transaction transaction = selection.next();
      bytes += transaction.encoded().size();
      return transaction;
    }
  }
}
