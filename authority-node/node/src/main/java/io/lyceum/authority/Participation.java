package io.lyceum.authority;

import io.lyceum.api.lyceum.Sealing;
import io.lyceum.authority.consensus.SigningRecordStore;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.signing.Signatory;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.PeerInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When this node begins to take part in consensus, and whether it signs. Safe for use by many
 * threads.
 */
final class Participation {

  private static final Logger LOG = LoggerFactory.getLogger(Participation.class);

  private final Address self;
  private final SigningRecordStore records;
  private final Blockchain chain;
  private final Function<BlockHeader, ValidatorSet> validators;
  private final Supplier<List<PeerInfo>> peers;
  private final LostRecord lost;
  private final InstantSource clock;
  private final long first;
  private volatile Optional<StartingPoint> begun = Optional.empty();

  /**
   * @param self the account of this node
   * @param records what it signed
   * @param chain before anything is fetched: if the directory is new, its head is remembered
   * @param validators of the block after a header
   * @param peers at the time of asking, without those that failed to serve what they claimed
   * @param lost what to do where the records are lost
   */
  Participation(
      Address self,
      SigningRecordStore records,
      Blockchain chain,
      Function<BlockHeader, ValidatorSet> validators,
      Supplier<List<PeerInfo>> peers,
      LostRecord lost,
      InstantSource clock) {
    this.self = self;
    this.records = records;
    this.chain = chain;
    this.validators = validators;
    this.peers = peers;
    this.lost = lost;
    this.clock = clock;
    this.first = firstHead(records, chain);
  }

  private static long firstHead(SigningRecordStore records, Blockchain chain) {
    OptionalLong known = records.readFirstHead();
    if (known.isPresent()) {
      return known.getAsLong();
    }
    long head = chain.head().number();
    records.writeFirstHead(head);
    return head;
  }

  /**
   * Where consensus begins; given once, as soon as it is known what may have been signed before.
   */
  synchronized Optional<StartingPoint> begin() {
    if (begun.isPresent()) {
      return Optional.empty();
    }
    // The peers first: a head that is read after them covers what was fetched meanwhile.
    List<PeerInfo> known = peers.get();
    BlockHeader head = chain.head();
    begun =
        StartingPoint.find(
            records, first, head.number(), validators.apply(head), known, lost, clock.instant());
    begun.ifPresent(this::remember);
    return begun;
  }

  private void remember(StartingPoint start) {
    if (start.abstainUntil().isPresent()) {
      LOG.warn(
          "This validator lost the record of what it signed: it signs nothing until there is a"
              + " block later than {}; started with --sign-after-disk-loss it would sign at once",
          Instant.ofEpochSecond(Signatory.lastSilent(start.abstainUntil().getAsLong())));
      records.writeAbstention(start.abstainUntil().getAsLong());
      return;
    }
    if (records.read().isEmpty()) {
      // From here on the record is complete, even if it stays empty.
      records.write(start.record());
    }
    if (records.readAbstention().isPresent()) {
      LOG.warn("This validator signs again after it lost the record of what it signed");
      records.deleteAbstention();
    }
  }

  /** Whether this node signs for the block after the head. */
  Sealing sealing() {
    BlockHeader head = chain.head();
    if (!validators.apply(head).contains(self)) {
      return Sealing.OBSERVING;
    }
    Optional<StartingPoint> start = begun;
    if (start.isEmpty()) {
      return Sealing.WAITING;
    }
    return start.get().abstainsAfter(head) ? Sealing.ABSTAINING : Sealing.SEALING;
  }

  /** While it abstains: the timestamp, in seconds since 1970, that a block must exceed. */
  Optional<Long> abstainsUntil() {
    return sealing() == Sealing.ABSTAINING
        ? begun.map(start -> Signatory.lastSilent(start.abstainUntil().getAsLong()))
        : Optional.empty();
  }
}
