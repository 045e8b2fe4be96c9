package io.lyceum.consensus.message;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.ledger.block.Block;
import java.util.List;

/**
 * Proof that a quorum prepared a block.
 *
 * @param block with the round of the prepares in its extra data
 * @param prepares a quorum of prepares of that round
 */
public record PreparedCertificate(Block block, List<SignedPayload<PreparePayload>> prepares) {

  /** Keeps an unmodifiable copy. */
  public PreparedCertificate {
    prepares = List.copyOf(prepares);
  }

  /** The round in which the block was prepared. */
  public int round() {
    return BlockRounds.round(block);
  }

  /** What a round change payload says of it. */
  public PreparedRound claim() {
    return new PreparedRound(round(), BlockRounds.digest(block));
  }
}
