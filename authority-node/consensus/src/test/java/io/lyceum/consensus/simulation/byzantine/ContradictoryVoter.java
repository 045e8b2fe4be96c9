package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Votes for the proposal and for something else in one round, in either order, or seals something
 * else than it commits to.
 */
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
      case Commit commit -> both(commit, falseCommit(commit, self), falseFirst);
      default -> List.of(own);
    };
  }

  private static Commit falseCommit(Commit own, Traitor self) {
    Bytes32 other = Keccak.hash(own.digest());
    return self.random().nextBoolean()
        ? self.forge().commit(own.round(), other)
        : self.forge().commit(own.round(), own.digest(), other);
  }

  private static List<QbftMessage> both(QbftMessage own, QbftMessage other, boolean falseFirst) {
    return falseFirst ? List.of(other, own) : List.of(own, other);
  }
}
