package io.lyceum.consensus.simulation;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.Payload;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;

/** Looks at everything that honest nodes sign and seal, and fails at the first contradiction. */
final class SafetyMonitor {

  private record Signed(Address author, RoundIdentifier round, MessageCode code) {}

  private final TestNetwork network;
  private final Map<Signed, Bytes32> signed = new HashMap<>();
  private final Map<Long, Bytes32> sealed = new HashMap<>();

  SafetyMonitor(TestNetwork network) {
    this.network = network;
  }

  /** An honest node sent a message: it has signed nothing else of this kind in this round. */
  void onSent(QbftMessage message) {
    Payload payload = message.signed().payload();
    Signed slot = new Signed(message.author(), message.round(), message.code());
    Bytes32 before = signed.putIfAbsent(slot, payload.signingHash());
    if (before != null && !before.equals(payload.signingHash())) {
      throw new AssertionError("Signed twice, differently: " + slot);
    }
  }

  /** A node imported a block: all agree on it, and it has a quorum of seals over it. */
  void onImported(Block block) {
    Bytes32 before = sealed.putIfAbsent(block.number(), block.hash());
    if (before != null && !before.equals(block.hash())) {
      throw new AssertionError("Two blocks sealed at height " + block.number());
    }
    List<Address> signers = CommittedSeals.signers(block.header());
    Set<Address> different = new HashSet<>(signers);
    boolean genuine =
        different.size() == signers.size()
            && signers.size() == network.validators().quorum()
            && network.validators().ascending().containsAll(different);
    if (!genuine) {
      throw new AssertionError("Block " + block.number() + " has the seals of " + signers);
    }
  }
}
