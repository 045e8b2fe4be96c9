package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundChangePayload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.Block;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proposes a block of its own in rounds above 0 with a justification that justifies nothing: none,
 * its own round change many times, round changes of other rounds, or those of its round that suit
 * it.
 */
final class UnjustifiedProposer implements Misbehaviour {

  private static final int MOST = 64;

  private final SortedMap<RoundIdentifier, SortedMap<String, RoundChange>> seen = new TreeMap<>();
  private RoundIdentifier last = new RoundIdentifier(0, 0);

  @Override
  public void observe(QbftMessage message, Traitor self) {
    if (message instanceof RoundChange roundChange) {
      seen.computeIfAbsent(message.round(), _ -> new TreeMap<>())
          .put(message.author().toString(), roundChange);
      if (seen.size() > MOST) {
        seen.pollFirstEntry();
      }
    }
  }

  @Override
  public void act(Traitor self) {
    int from = Math.max(1, self.round().round());
    for (int round = from; round < from + 2; round++) {
      RoundIdentifier target = new RoundIdentifier(self.height(), round);
      if (target.compareTo(last) > 0 && self.isProposer(round)) {
        last = target;
        Block block = self.block(round);
        self.sendToAll(self.forge().proposal(block, justification(target, self), List.of()));
        self.sendToAll(self.forge().prepare(block));
        self.sendToAll(self.forge().commit(block));
      }
    }
  }

  private List<SignedPayload<RoundChangePayload>> justification(
      RoundIdentifier round, Traitor self) {
    int needed = self.validators().quorum();
    SignedPayload<RoundChangePayload> own = self.forge().roundChange(round).signed();
    return switch (self.random().nextInt(4)) {
      case 0 -> List.of();
      case 1 -> Collections.nCopies(needed, own);
      case 2 ->
          seen.values().stream()
              .flatMap(ofRound -> ofRound.values().stream())
              .map(RoundChange::signed)
              .limit(needed)
              .toList();
      default ->
          seen.getOrDefault(round, Collections.emptySortedMap()).values().stream()
              .filter(roundChange -> roundChange.prepared().isEmpty())
              .map(RoundChange::signed)
              .toList();
    };
  }
}
