package io.lyceum.authority.sync;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ValidatorProvider;
import io.lyceum.network.PeerNetwork;
import java.util.Set;

/**
 * Tells peers of blocks that this node has. Its validators, who seal a block, need not be sent it.
 */
public final class BlockAnnouncer {

  private final Blockchain chain;
  private final ValidatorProvider validators;
  private final PeerNetwork network;

  /**
   * @param chain that holds the blocks
   * @param validators of each of them
   * @param network the peers
   */
  public BlockAnnouncer(Blockchain chain, ValidatorProvider validators, PeerNetwork network) {
    this.chain = chain;
    this.validators = validators;
    this.network = network;
  }

  /** Tells of a block of the chain, not of block 0. */
  public void announce(Block block) {
    Set<Address> sealers =
        chain
            .header(block.number() - 1)
            .map(parent -> Set.copyOf(validators.validatorsAfter(parent)))
            .orElseThrow();
    network.announceBlock(block.number(), block.hash(), block.encoded(), sealers);
  }
}
