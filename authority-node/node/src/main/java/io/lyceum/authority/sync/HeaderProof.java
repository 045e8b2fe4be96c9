package io.lyceum.authority.sync;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.block.Quorum;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ValidatorProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Judges headers before the blocks before them are there. A header is proved by seals of a quorum
 * of those who validate the block after this node's head; so each stands for itself, whoever sent
 * it. Where the validators changed in between, seals prove too little, and the header is in doubt
 * until the chain has come to it. The importer repeats the check with the validators of the block
 * itself. Safe for use by many threads.
 */
final class HeaderProof {

  /**
   * What is known of a range of headers.
   *
   * @param proved from the first on
   * @param doubtful the one after them, if it is well formed but not proved yet
   * @param fault what the sender did wrong, if it did; a clause on it
   */
  record Judgement(
      List<BlockHeader> proved, Optional<BlockHeader> doubtful, Optional<String> fault) {}

  private final Blockchain chain;
  private final ValidatorProvider validators;

  HeaderProof(Blockchain chain, ValidatorProvider validators) {
    this.chain = chain;
    this.validators = validators;
  }

  /**
   * Judges encoded headers.
   *
   * @param first the number that the first must have
   */
  Judgement judge(List<Bytes> encoded, long first) {
    BlockHeader head = chain.head();
    Set<Address> sealers = Set.copyOf(validators.validatorsAfter(head));
    List<BlockHeader> proved = new ArrayList<>();
    Optional<Bytes32> parent = Optional.empty();
    for (Bytes bytes : encoded) {
      BlockHeader header;
      try {
        header = BlockHeader.decode(bytes);
      } catch (InvalidRlpException e) {
        return faulty(proved, "served a malformed header: " + e.getMessage());
      }
      if (header.number() != first + proved.size()) {
        return faulty(proved, "served header " + header.number() + " in place of another");
      }
      if (!parent.map(header.parentHash()::equals).orElse(true)) {
        return faulty(proved, "served header " + header.number() + " that follows no other");
      }
      if (!isSealed(header, sealers)) {
        return header.number() == head.number() + 1
            ? faulty(proved, "served header " + header.number() + " with wrong seals")
            : new Judgement(proved, Optional.of(header), Optional.empty());
      }
      proved.add(header);
      parent = Optional.of(header.hash());
    }
    return new Judgement(proved, Optional.empty(), Optional.empty());
  }

  /** Whether the block after this node's head may have a header, as far as its seals tell. */
  boolean provesNext(BlockHeader header) {
    return isSealed(header, Set.copyOf(validators.validatorsAfter(chain.head())));
  }

  /** Whether those who sealed are as many as the sealers' quorum, and all the seals are theirs. */
  private static boolean isSealed(BlockHeader header, Set<Address> sealers) {
    // No hash covers the seals, so that anyone can add some. Each costs a recovery: count first.
    int seals = header.qbft().seals().size();
    if (seals > sealers.size() || seals < new Quorum(sealers.size()).size()) {
      return false;
    }
    Set<Address> signers = new HashSet<>(CommittedSeals.signers(header));
    return signers.size() == seals && sealers.containsAll(signers);
  }

  private static Judgement faulty(List<BlockHeader> proved, String fault) {
    return new Judgement(proved, Optional.empty(), Optional.of(fault));
  }
}
