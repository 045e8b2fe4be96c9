package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;

/** Proposes one valid block to some and another to the rest, and votes for both accordingly. */
final class EquivocatingProposer implements Misbehaviour {

  private final Map<Bytes32, Block> twins = new HashMap<>();

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    if (own instanceof Proposal proposal && proposal.prepares().isEmpty()) {
      Block twin =
          twins.computeIfAbsent(
              BlockRounds.digest(proposal.block()),
              _ -> self.ledger().twin(proposal.block(), self.random().nextInt(1, 1 << 20)));
      return onOtherSide(own, to)
          ? List.of(self.forge().proposal(twin, proposal.roundChanges(), List.of()))
          : List.of(own);
    }
    return switch (own) {
      case Prepare prepare when twins.containsKey(prepare.digest()) && onOtherSide(own, to) ->
          List.of(self.forge().prepare(twins.get(prepare.digest())));
      case Commit commit when twins.containsKey(commit.digest()) && onOtherSide(own, to) ->
          List.of(self.forge().commit(twins.get(commit.digest())));
      case Proposal _, Prepare _, Commit _, RoundChange _ -> List.of(own);
    };
  }

  private static boolean onOtherSide(QbftMessage message, Address to) {
    return (to.bytes().get(19) + message.round().height() + message.round().round()) % 2 == 0;
  }
}
