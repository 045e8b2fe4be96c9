package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** In each round it talks to some and is silent to the others. */
final class SelectiveSender implements Misbehaviour {

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    Bytes choice =
        Bytes.concatenate(
            to.bytes(), Bytes.ofUnsignedLong(own.round().height()), Bytes.of(own.round().round()));
    return Keccak.hash(choice).get(0) < 0 ? List.of() : List.of(own);
  }
}
