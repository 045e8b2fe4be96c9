package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.types.Address;
import java.util.List;

/** Sends nothing. */
final class Silent implements Misbehaviour {

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    return List.of();
  }
}
