package io.lyceum.consensus.simulation;

import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.Equivocation;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;

/** Looks at everything that honest nodes sign and seal, and fails at the first contradiction. */
final class SafetyMonitor {

  private record Slot(Address author, RoundIdentifier round, MessageCode code) {}

  private record Seal(Bytes32 digest, Signature signature) {}

  private final SimulatedLedger ledger;
  private final Secp256k1 curve;
  private final Set<Address> traitors;
  private final Set<Violation.Kind> watched;
  private final Map<Slot, Bytes32> signed = new HashMap<>();
  private final Map<Address, Long> highestSigned = new HashMap<>();
  private final Map<Address, Long> abstainsUpTo = new HashMap<>();
  private final Map<Long, Bytes32> sealed = new HashMap<>();
  private final Map<Seal, Optional<Address>> signers = new HashMap<>();
  private final Set<Slot> accusations = new HashSet<>();

  /**
   * @param ledger judges blocks
   * @param curve of the seals
   * @param traitors who may do anything
   * @param watched what is looked for
   */
  SafetyMonitor(
      SimulatedLedger ledger, Secp256k1 curve, Set<Address> traitors, Set<Violation.Kind> watched) {
    this.ledger = ledger;
    this.curve = curve;
    this.traitors = traitors;
    this.watched = watched;
  }

  /** Fails, if this is looked for. */
  void raise(Violation.Kind kind, Object what) {
    if (watched.contains(kind)) {
      throw new Violation(kind, what.toString());
    }
  }

  /** An honest node sends a message: it never signed anything else of this kind in this round. */
  void onSent(QbftMessage message) {
    Bytes32 hash = message.signed().signingHash();
    Slot slot = new Slot(message.author(), message.round(), message.code());
    Bytes32 before = signed.putIfAbsent(slot, hash);
    if (before != null && !before.equals(hash)) {
      raise(Violation.Kind.SIGNED_TWICE, slot);
    }
    long height = message.round().height();
    if (height <= abstainsUpTo.getOrDefault(message.author(), -1L)) {
      raise(Violation.Kind.DID_NOT_ABSTAIN, slot);
    }
    highestSigned.merge(message.author(), height, Math::max);
  }

  /** A node lost its disk: it must not sign again in any height in which it may have signed. */
  void onWiped(Address node) {
    abstainsUpTo.put(node, highestSigned.getOrDefault(node, -1L));
  }

  /** A node takes a sealed block into its chain. */
  void onSealed(Block block, BlockHeader parent) {
    Bytes32 before = sealed.putIfAbsent(block.number(), block.hash());
    if (before != null && !before.equals(block.hash())) {
      raise(Violation.Kind.FORK, "two blocks at height " + block.number());
    }
    ledger
        .check(block, parent)
        .ifPresent(wrong -> raise(Violation.Kind.INVALID_BLOCK, block.number() + " " + wrong));
    checkSeals(block.header());
  }

  private void checkSeals(BlockHeader header) {
    Bytes32 digest = BlockHashing.forCommittedSeals(header);
    ValidatorSet validators = ledger.membership().at(header.number());
    int quorum = new Quorum(validators.ascending().size()).size();
    List<Signature> seals = header.qbft().seals();
    Set<Address> different = new HashSet<>();
    for (Signature seal : seals) {
      signers
          .computeIfAbsent(new Seal(digest, seal), _ -> curve.recoverAddress(digest, seal))
          .filter(validators::contains)
          .ifPresent(different::add);
    }
    if (different.size() != seals.size() || different.size() < quorum) {
      raise(Violation.Kind.SEALS, "block " + header.number() + " has seals of " + different);
    }
  }

  /** A node reports evidence. */
  void onAccused(Equivocation evidence) {
    if (!traitors.contains(evidence.validator())) {
      raise(Violation.Kind.FALSE_ACCUSATION, evidence);
    }
    accusations.add(new Slot(evidence.validator(), evidence.round(), evidence.kind()));
  }

  /** How many different equivocations were found. */
  int accusations() {
    return accusations.size();
  }
}
