package io.lyceum.ledger.chain;

import static io.lyceum.ledger.validation.BlockRule.BODY;
import static io.lyceum.ledger.validation.BlockRule.EXECUTED_GAS;
import static io.lyceum.ledger.validation.BlockRule.LOGS_BLOOM;
import static io.lyceum.ledger.validation.BlockRule.RECEIPTS;
import static io.lyceum.ledger.validation.BlockRule.REQUESTS;
import static io.lyceum.ledger.validation.BlockRule.STATE_ROOT;
import static io.lyceum.ledger.validation.BlockRule.TRANSACTION;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.BlockHashes;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockResult;
import io.lyceum.ledger.execution.InvalidTransactionException;
import io.lyceum.ledger.execution.SystemCallException;
import io.lyceum.ledger.state.StateUpdate;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.InvalidBlockException;
import java.util.Optional;

/** Executes a block on its parent's state and compares everything with what the header says. */
public final class BodyValidator {

  private final BlockExecutor executor;

  /** Judges what an executor makes of blocks. */
  public BodyValidator(BlockExecutor executor) {
    this.executor = executor;
  }

  /**
   * Executes a block whose body {@link #checkCommitments} found to be the header's.
   *
   * @param parent the state that the block before left
   * @param ancestors the hashes of the blocks before
   * @throws InvalidBlockException naming the first rule that is broken
   */
  public ExecutedBlock execute(Block block, WorldState parent, BlockHashes ancestors)
      throws InvalidBlockException {
    BlockHeader header = block.header();
    BlockResult result = run(block, parent, ancestors);
    demand(
        result.gasUsed() == header.gasUsed(),
        EXECUTED_GAS,
        result.gasUsed() + " where the header says " + header.gasUsed());
    demand(
        OrderedTrieRoots.ofReceipts(result.receipts()).equals(header.receiptsRoot()),
        RECEIPTS,
        "other receipts than the header commits to");
    demand(
        result.logsBloom().equals(header.logsBloom()),
        LOGS_BLOOM,
        "other logs than the header commits to");
    StateUpdate state = parent.apply(result.changes());
    demand(
        state.root().equals(header.stateRoot()),
        STATE_ROOT,
        state.root() + " where the header says " + header.stateRoot());
    demand(
        result.requestsHash().equals(header.requestsHash()),
        REQUESTS,
        "other requests than the header commits to");
    return new ExecutedBlock(block.body(), result.receipts(), state);
  }

  /**
   * Checks that the body is the one that the header commits to.
   *
   * @throws InvalidBlockException if it is another
   */
  public static void checkCommitments(Block block) throws InvalidBlockException {
    BlockHeader header = block.header();
    demand(
        OrderedTrieRoots.ofTransactions(block.body().transactions())
            .equals(header.transactionsRoot()),
        BODY,
        "other transactions than the header commits to");
    demand(
        header
            .withdrawalsRoot()
            .equals(
                block.body().hasWithdrawals()
                    ? Optional.of(MerklePatriciaTrie.EMPTY_ROOT)
                    : Optional.empty()),
        BODY,
        "other withdrawals than the header commits to");
  }

  private BlockResult run(Block block, WorldState parent, BlockHashes ancestors)
      throws InvalidBlockException {
    BlockContext context = BlockContext.of(block.header(), ancestors);
    try {
      return executor.execute(parent, context, block.body().transactions());
    } catch (InvalidTransactionException e) {
      throw new InvalidBlockException(TRANSACTION, e.getMessage());
    } catch (SystemCallException e) {
      throw new InvalidBlockException(REQUESTS, e.getMessage());
    }
  }

  private static void demand(boolean holds, BlockRule rule, String finding)
      throws InvalidBlockException {
    if (!holds) {
      throw new InvalidBlockException(rule, finding);
    }
  }
}
