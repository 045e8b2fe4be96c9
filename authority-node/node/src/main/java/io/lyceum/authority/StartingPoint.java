package io.lyceum.authority;

import io.lyceum.authority.consensus.SigningRecordStore;
import io.lyceum.consensus.chain.ValidatorSet;
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
   * validator that lost its disk. The peers tell: if one of them has a block that the directory
   * lacked, blocks were made that this validator may have signed and forgotten. Whoever abstained
   * when it stopped goes on abstaining. The operator may override all this.
   *
   * @param records on the disk
   * @param opened the number of the last block that the directory held when it was opened; blocks
   *     fetched since then say nothing of this validator's past
   * @param validators of the next block
   * @param peers as they are known now
   * @param lost what to do where the record is lost
   * @param now the time of the start
   * @return empty while fewer peers are connected than make a quorum with this node
   */
  static Optional<StartingPoint> find(
      SigningRecordStore records,
      long opened,
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
    List<Long> heads =
        peers.stream()
            .filter(PeerInfo::connected)
            .flatMap(peer -> peer.status().stream())
            .map(ChainStatus::headNumber)
            .toList();
    if (heads.size() + 1 < validators.quorum()) {
      return Optional.empty();
    }
    boolean forgotten = heads.stream().anyMatch(number -> number > opened);
    return Optional.of(
        new StartingPoint(
            SigningRecord.EMPTY,
            forgotten ? OptionalLong.of(now.getEpochSecond()) : OptionalLong.empty()));
  }

  /** Whether nothing is signed for the block after this one. */
  boolean abstainsAfter(BlockHeader head) {
    return abstainUntil.isPresent() && head.timestamp() <= abstainUntil.getAsLong();
  }
}
