package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.round.RoundChangeManager;
import io.lyceum.ledger.block.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proposes a block of its own with a perfectly genuine justification, which demands another: that
 * of the highest prepared round. It votes for its block, too.
 */
final class UsurpingProposer implements Misbehaviour {

  private final SortedMap<String, RoundChange> collected = new TreeMap<>();
  private RoundIdentifier round = new RoundIdentifier(0, 0);

  @Override
  public void observe(QbftMessage message, Traitor self) {
    if (!(message instanceof RoundChange roundChange) || message.round().compareTo(round) < 0) {
      return;
    }
    if (message.round().compareTo(round) > 0) {
      collected.clear();
      round = message.round();
    }
    collected.put(message.author().toString(), roundChange);
    boolean quorum = collected.size() + 1 == self.validators().quorum();
    if (quorum && round.height() == self.height() && self.isProposer(round.round())) {
      propose(self);
    }
  }

  private void propose(Traitor self) {
    List<RoundChange> justification = new ArrayList<>(collected.values());
    justification.add(self.forge().roundChange(round));
    Block block = self.block(round.round());
    self.sendToAll(
        self.forge()
            .proposal(
                block,
                justification.stream().map(RoundChange::signed).toList(),
                RoundChangeManager.highestPrepared(justification)
                    .map(PreparedCertificate::prepares)
                    .orElse(List.of())));
    self.sendToAll(self.forge().prepare(block));
    self.sendToAll(self.forge().commit(block));
  }
}
