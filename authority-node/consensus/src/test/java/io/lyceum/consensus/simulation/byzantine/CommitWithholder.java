package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.types.Address;
import java.util.List;

/** Commits to a single peer, another at each height, which then alone may have a sealed block. */
final class CommitWithholder implements Misbehaviour {

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    List<Address> others = self.others();
    boolean favoured =
        !others.isEmpty() && others.get((int) (own.round().height() % others.size())).equals(to);
    return own instanceof Commit && !favoured ? List.of() : List.of(own);
  }
}
