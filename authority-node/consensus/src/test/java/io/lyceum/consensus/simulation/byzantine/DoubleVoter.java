package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.Commit;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.Proposal;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.ledger.types.Address;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;

/** Prepares and commits, to each peer, whatever this peer is for. */
final class DoubleVoter implements Misbehaviour {

  private record Flattered(Address peer, Bytes32 digest) {}

  private final Set<Flattered> flattered = new HashSet<>();

  @Override
  public void observe(QbftMessage message, Traitor self) {
    Optional<Bytes32> digest =
        switch (message) {
          case Proposal proposal -> Optional.of(BlockRounds.digest(proposal.block()));
          case Prepare prepare -> Optional.of(prepare.digest());
          case Commit commit -> Optional.of(commit.digest());
          case RoundChange _ -> Optional.empty();
        };
    digest
        .filter(liked -> flattered.add(new Flattered(message.author(), liked)))
        .ifPresent(
            liked -> {
              self.send(self.forge().prepare(message.round(), liked), message.author());
              self.send(self.forge().commit(message.round(), liked), message.author());
            });
  }
}
