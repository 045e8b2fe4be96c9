package io.lyceum.consensus.chain;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.OrderedTrieRoots;
import io.lyceum.ledger.crypto.Signature;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** The forms that one block takes on its way through rounds: proposed, re-proposed, sealed. */
public final class BlockRounds {

  private BlockRounds() {}

  /** The digest that prepares and commits name; it includes the block's round. */
  public static Bytes32 digest(Block block) {
    return BlockHashing.forCommittedSeals(block.header());
  }

  /** The digest that the block had, or would have, in a round. */
  public static Bytes32 digest(Block block, int round) {
    return BlockHashing.forCommittedSeals(block.header(), round);
  }

  /** The round that the block's extra data names. */
  public static int round(Block block) {
    return block.header().qbft().round();
  }

  /** Whether the body is the one that the header's roots commit to. */
  public static boolean hasItsOwnBody(Block block) {
    BlockHeader header = block.header();
    return block.body().hasWithdrawals() == header.withdrawalsRoot().isPresent()
        && OrderedTrieRoots.ofTransactions(block.body().transactions())
            .equals(header.transactionsRoot());
  }

  /** The same block for a round: everything else stays, the coinbase too. */
  public static Block inRound(Block block, int round) {
    return new Block(
        block.header().toBuilder()
            .extraData(block.header().qbft().withRound(round).encoded())
            .build(),
        block.body());
  }

  /** The block with its seals. */
  public static Block sealed(Block block, List<Signature> seals) {
    return new Block(CommittedSeals.attach(block.header(), seals), block.body());
  }
}
