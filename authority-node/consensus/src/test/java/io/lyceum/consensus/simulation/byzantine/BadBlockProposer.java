package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** Proposes blocks that the ledger refuses, wholeheartedly or to some peers only. */
final class BadBlockProposer implements Misbehaviour {

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    return own instanceof Proposal proposal && self.random().nextInt(4) > 0
        ? List.of(
            self.forge()
                .proposal(
                    spoil(proposal.block(), self), proposal.roundChanges(), proposal.prepares()))
        : List.of(own);
  }

  private static Block spoil(Block block, Traitor self) {
    BlockHeader header = block.header();
    BlockHeader spoiled =
        switch (self.random().nextInt(5)) {
          case 0 -> header.toBuilder().stateRoot(Bytes32.repeat((byte) 7)).build();
          case 1 -> header.toBuilder().timestamp(header.timestamp() + 100).build();
          case 2 -> header.toBuilder().timestamp(self.head().header().timestamp()).build();
          case 3 -> header.toBuilder().parentHash(Bytes32.repeat((byte) 9)).build();
          default -> header.toBuilder().transactionsRoot(Bytes32.repeat((byte) 3)).build();
        };
    return new Block(spoiled, new BlockBody(block.body().transactions(), false));
  }
}
