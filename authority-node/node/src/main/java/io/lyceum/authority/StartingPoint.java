package io.lyceum.authority;

import io.lyceum.authority.consensus.SigningRecordStore;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.signing.Signatory;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.network.ChainStatus;
import io.lyceum.network.PeerInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a validator knows of its own past when it starts.
 *
 * @param record what it signed, as far as it knows
 * @param abstainUntil seconds since 1970; given if it may have signed more than it knows
 */
record StartingPoint(SigningRecord record, OptionalLong abstainUntil) {

  /**
   * Finds the starting point. A directory without a record is that of a new network, or of a
   * validator that lost its disk. The chain tells: if it holds a block that the directory lacked at
   * first, blocks were made that this validator may have signed and forgotten. What validators
   * merely claim to have is waited for, until it is fetched or they are no longer usable: no liar
   * makes a validator abstain, or hides from it that it should. Whoever abstained when it stopped
   * goes on abstaining. The operator may override all this.
   *
   * @param records on the disk
   * @param first the number of the last block that the directory held when it was first opened
   * @param head the number of the last block now
   * @param validators of the next block
   * @param peers as they are known now, without those that failed to serve what they claimed
   * @param lost what to do where the record is lost
   * @param now the time of the start
   * @return empty while fewer validators are connected than make a quorum with this node, or one of
   *     them claims a block that is not here yet
   */
  static Optional<StartingPoint> find(
      SigningRecordStore records,
      long first,
      long head,
      ValidatorSet validators,
      List<PeerInfo> peers,
      LostRecord lost,
      Instant now) {
    Optional<SigningRecord> known = records.read();
    if (known.isPresent()) {
      return known.map(record -> new StartingPoint(record, OptionalLong.empty()));
    }
    if (lost == LostRecord.SIGN) {
      return Optional.of(new StartingPoint(SigningRecord.EMPTY, OptionalLong.empty()));
    }
    OptionalLong abstention = records.readAbstention();
    if (abstention.isPresent()) {
      return Optional.of(new StartingPoint(SigningRecord.EMPTY, abstention));
    }
    if (head > first) {
      return Optional.of(
          new StartingPoint(SigningRecord.EMPTY, OptionalLong.of(now.getEpochSecond())));
    }
    List<Long> heads =
        peers.stream()
            .filter(PeerInfo::connected)
            .filter(peer -> validators.contains(peer.endpoint().address()))
            .flatMap(peer -> peer.status().stream())
            .map(ChainStatus::headNumber)
            .toList();
    boolean unsettled = heads.stream().anyMatch(number -> number > head);
    return unsettled || heads.size() + 1 < validators.quorum()
        ? Optional.empty()
        : Optional.of(new StartingPoint(SigningRecord.EMPTY, OptionalLong.empty()));
  }

  /** Whether nothing is signed for the block after this one. */
  boolean abstainsAfter(BlockHeader head) {
    return abstainUntil.isPresent()
        && head.timestamp() <= Signatory.lastSilent(abstainUntil.getAsLong());
  }
}
