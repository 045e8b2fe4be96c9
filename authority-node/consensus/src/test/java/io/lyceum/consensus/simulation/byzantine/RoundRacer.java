package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.PreparedRound;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import java.util.List;
import java.util.Optional;

/** Claims to be rounds and heights ahead, and takes contradictory positions in one round. */
final class RoundRacer implements Misbehaviour {

  @Override
  public void act(Traitor self) {
    int ahead = self.random().nextInt(1, 50);
    RoundIdentifier round = new RoundIdentifier(self.height(), self.round().round() + ahead);
    Block block = self.block(round.round());
    switch (self.random().nextInt(4)) {
      case 0 -> self.sendToAll(self.forge().roundChange(round));
      case 1 ->
          self.send(
              self.forge().roundChange(new RoundIdentifier(self.height(), Integer.MAX_VALUE)),
              self.someone());
      case 2 -> {
        RoundIdentifier later = new RoundIdentifier(self.height() + ahead, ahead);
        self.sendToAll(self.forge().roundChange(later));
        self.sendToAll(self.forge().prepare(later, block.hash()));
      }
      default -> {
        self.send(self.forge().roundChange(round), self.someone());
        self.send(
            self.forge()
                .roundChange(
                    round,
                    Optional.of(new PreparedRound(0, block.hash())),
                    Optional.of(block),
                    List.of()),
            self.someone());
      }
    }
  }
}
