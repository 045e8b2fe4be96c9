package io.lyceum.authority;

import io.lyceum.api.qbft.ValidatorVotes;
import io.lyceum.authority.consensus.ConsensusInbox;
import io.lyceum.authority.consensus.ConsensusLoop;
import io.lyceum.authority.consensus.ConsensusRelay;
import io.lyceum.authority.consensus.EquivocationLog;
import io.lyceum.authority.consensus.GenesisTiming;
import io.lyceum.authority.consensus.ProposalFactory;
import io.lyceum.authority.consensus.SigningRecordStore;
import io.lyceum.authority.sync.AnnouncedBlocks;
import io.lyceum.consensus.ConsensusOptions;
import io.lyceum.consensus.QbftStateMachine;
import io.lyceum.consensus.TimingSchedule;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.validation.InvalidBlockException;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import io.lyceum.pool.BlockBuilder;
import io.lyceum.pool.TransactionPool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The validator that a node is: what it hears of the others, what it signed, and how it begins to
 * take part in consensus. Safe for use by many threads.
 */
final class Validator {

  private final KeyPair key;
  private final OpenLedger ledger;
  private final Clock clock;
  private final ConsensusInbox inbox = new ConsensusInbox();
  private final EquivocationLog equivocations = new EquivocationLog();
  private final ValidatorVotes votes = new ValidatorVotes();
  private final ConsensusRelay relay;
  private final SigningRecordStore records;
  private final Participation participation;

  /**
   * @param key by which it signs
   * @param ledger before anything is fetched
   * @param peers at the time of asking, without those that failed to serve what they claimed
   * @param lost what to do if the record of what it signed is lost
   * @param clock of this node
   */
  Validator(
      KeyPair key,
      OpenLedger ledger,
      Supplier<List<PeerInfo>> peers,
      LostRecord lost,
      Clock clock) {
    this.key = key;
    this.ledger = ledger;
    this.clock = clock;
    this.relay =
        new ConsensusRelay(
            ledger.chain()::head,
            this::validatorsAfter,
            ConsensusOptions.FUTURE_HEIGHTS,
            inbox,
            System::nanoTime);
    this.records = new SigningRecordStore(ledger.store());
    this.participation =
        new Participation(
            key.address(), records, ledger.chain(), this::validatorsAfter, peers, lost, clock);
  }

  /** What waits for it. */
  ConsensusInbox inbox() {
    return inbox;
  }

  /** Takes the messages of others. */
  ConsensusRelay relay() {
    return relay;
  }

  /** Evidence against others. */
  EquivocationLog equivocations() {
    return equivocations;
  }

  /** Its votes on who shall seal. */
  ValidatorVotes votes() {
    return votes;
  }

  /** Whether it takes part, and signs. */
  Participation participation() {
    return participation;
  }

  /** Whether the next block needs no seal but its own. */
  boolean sealsAlone() {
    return validatorsAfter(ledger.chain().head()).ascending().equals(List.of(key.address()));
  }

  /**
   * Its part in consensus, which is not started yet. Given once, as soon as it is known what this
   * validator may have signed before.
   *
   * @param pool of which it makes proposals
   * @param network of the other validators
   * @param announced blocks of others
   * @param validated learns how many nanoseconds the validation of each proposal took
   */
  Optional<ConsensusLoop> begin(
      TransactionPool pool,
      PeerNetwork network,
      AnnouncedBlocks announced,
      LongConsumer validated) {
    return participation
        .begin()
        .map(start -> consensus(start, pool, network, announced, validated));
  }

  private ConsensusLoop consensus(
      StartingPoint start,
      TransactionPool pool,
      PeerNetwork network,
      AnnouncedBlocks announced,
      LongConsumer validated) {
    TimingSchedule timing = new GenesisTiming(ledger.chain().genesis().config().consensus());
    QbftStateMachine machine =
        new QbftStateMachine(
            key,
            ConsensusOptions.of(timing),
            (block, parent) -> validate(block, validated),
            this::validatorsAfter,
            () -> pool.status().pending() > 0,
            start.record(),
            start.abstainUntil());
    BlockBuilder builder =
        new BlockBuilder(ledger.chain(), ledger.executor(), pool, ledger.targetGasLimit());
    return new ConsensusLoop(
        machine,
        inbox,
        ledger.chain(),
        ledger.importer(),
        network,
        records,
        new ProposalFactory(
            builder, ledger.importer().validators(), votes, key.address(), timing, clock),
        equivocations,
        announced,
        clock);
  }

  private Optional<String> validate(Block block, LongConsumer validated) {
    long start = System.nanoTime();
    try {
      ledger.importer().validateProposal(block, clock.instant().getEpochSecond());
      return Optional.empty();
    } catch (InvalidBlockException e) {
      return Optional.of(e.getMessage());
    } finally {
      validated.accept(System.nanoTime() - start);
    }
  }

  private ValidatorSet validatorsAfter(BlockHeader header) {
    return new ValidatorSet(ledger.importer().validators().validatorsAfter(header));
  }
}
