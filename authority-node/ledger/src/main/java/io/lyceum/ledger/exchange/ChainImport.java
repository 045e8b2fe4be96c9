package io.lyceum.ledger.exchange;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.Durability;
import io.lyceum.ledger.validation.BlockRule;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.ledger.validation.UnknownValidatorsException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Imports the blocks of a file with every rule checked. What the chain has already is skipped, so
 * that an import which was interrupted goes on when it is started again, and so that the file may
 * hold block 0. Each block is one atomic write: nothing of a block that breaks a rule is kept. The
 * disk is waited for at the end, for all blocks together; should the machine crash before, the last
 * of them are imported again.
 */
public final class ChainImport {

  private final Blockchain chain;
  private final BlockImporter importer;
  private final Executor recovery;
  private final LongSupplier now;

  /**
   * Imports into a chain.
   *
   * @param importer of this chain
   * @param recovery runs the recovery of senders, best on all processors
   * @param now seconds since 1970
   */
  public ChainImport(
      Blockchain chain, BlockImporter importer, Executor recovery, LongSupplier now) {
    this.chain = chain;
    this.importer = importer;
    this.recovery = recovery;
    this.now = now;
  }

  /**
   * Imports all blocks of a file.
   *
   * @throws IOException if the file cannot be read
   * @throws RefusedBlockException naming the first block that breaks a rule; those before it are
   *     imported
   */
  public void run(BlockFileReader file, ImportListener listener)
      throws IOException, RefusedBlockException {
    BlocksAhead blocks = new BlocksAhead(file, recovery, chain.head().number());
    try {
      Optional<Block> next = blocks.next();
      while (next.isPresent()) {
        listener.onBlock(next.get(), importOne(next.get()));
        next = blocks.next();
      }
    } finally {
      chain.sync();
    }
  }

  private BlockImporter.Outcome importOne(Block block) throws RefusedBlockException {
    refuseAnotherChain(block);
    try {
      return importer.importBlock(block, now.getAsLong(), Durability.LATER);
    } catch (InvalidBlockException e) {
      throw new RefusedBlockException(block.number(), e.rule(), e.finding(), e);
    } catch (UnknownValidatorsException e) {
      throw new RefusedBlockException(block.number(), BlockRule.VALIDATORS, e.getMessage(), e);
    }
  }

  private void refuseAnotherChain(Block block) throws RefusedBlockException {
    if (block.number() > chain.head().number()) {
      return;
    }
    Optional<Bytes32> ours = chain.hash(block.number());
    if (ours.isPresent() && !ours.get().equals(block.hash())) {
      throw new RefusedBlockException(
          block.number(),
          BlockRule.ANCESTRY,
          "it is "
              + block.hash()
              + " in the file and "
              + ours.get()
              + (block.number() == 0 ? " by the genesis file" : " in the chain"),
          null);
    }
  }
}
