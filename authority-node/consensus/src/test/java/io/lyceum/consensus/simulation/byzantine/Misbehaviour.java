package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.types.Address;
import java.util.List;

/** One way in which a faulty validator departs from the protocol, which it else follows. */
public interface Misbehaviour {

  /**
   * What goes to a peer in place of a message that the protocol would send there.
   *
   * @return as many messages as it likes; the same one alone if this message is not tampered with
   */
  default List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    return List.of(own);
  }

  /** A message of another validator arrived. */
  default void observe(QbftMessage message, Traitor self) {}

  /** Some time went by. */
  default void act(Traitor self) {}
}
