package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import java.util.List;

/** Votes for the proposal and for something else in one round, in either order. */
final class ContradictoryVoter implements Misbehaviour {

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    boolean falseFirst = self.random().nextBoolean();
    return switch (own) {
      case Prepare prepare ->
          both(
              prepare,
              self.forge().prepare(own.round(), Keccak.hash(prepare.digest())),
              falseFirst);
      case Commit commit ->
          both(commit, self.forge().commit(own.round(), Keccak.hash(commit.digest())), falseFirst);
      default -> List.of(own);
    };
  }

  private static List<QbftMessage> both(QbftMessage own, QbftMessage other, boolean falseFirst) {
    return falseFirst ? List.of(other, own) : List.of(own, other);
  }
}
