package io.lyceum.authority.consensus;

import io.lyceum.api.qbft.ValidatorVotes;
import io.lyceum.consensus.Effect;
import io.lyceum.consensus.TimingSchedule;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.QbftExtraData;
import io.lyceum.ledger.block.ValidatorVote;
import io.lyceum.ledger.storage.ImportedBlock;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ValidatorProvider;
import io.lyceum.pool.BlockBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** Makes the blocks that this validator proposes. */
public final class ProposalFactory {

  /** Besu stops choosing transactions after this part of the block period, in percent. */
  private static final int SELECTION_PERCENT = 75;

  private final BlockBuilder builder;
  private final ValidatorProvider validators;
  private final ValidatorVotes votes;
  private final Address coinbase;
  private final TimingSchedule timing;
  private final InstantSource clock;

  /**
   * @param builder fills the blocks
   * @param validators named in the headers where the chain wants it so
   * @param votes of this validator, cast where the chain takes votes
   * @param coinbase this validator
   * @param timing of the chain, which tells how long filling a block may take
   * @param clock limits the time for choosing transactions
   */
  public ProposalFactory(
      BlockBuilder builder,
      ValidatorProvider validators,
      ValidatorVotes votes,
      Address coinbase,
      TimingSchedule timing,
      InstantSource clock) {
    this.builder = builder;
    this.validators = validators;
    this.votes = votes;
    this.coinbase = coinbase;
    this.timing = timing;
    this.clock = clock;
  }

  /** Builds the block that the state machine asks for, with what its execution gave. */
  ImportedBlock build(Effect.RequestProposal request) {
    BlockHeader parent = request.parent();
    long number = parent.number() + 1;
    List<Address> sealers = validators.validatorsAfter(parent);
    List<Address> listed = validators.listedInHeader(number, parent.timestamp(), sealers);
    Optional<ValidatorVote> vote =
        validators.allowsVotes(number, parent.timestamp()) ? votes.next(sealers) : Optional.empty();
    Bytes extraData =
        new QbftExtraData(
                Bytes.wrap(new byte[QbftExtraData.VANITY_SIZE]),
                listed,
                vote,
                request.round().round(),
                List.of())
            .encoded();
    Instant end = clock.instant().plus(selectionTime(parent));
    return builder.build(
        parent, request.timestamp(), coinbase, extraData, () -> clock.instant().isAfter(end));
  }

  private Duration selectionTime(BlockHeader parent) {
    return timing.after(parent).blockPeriod().multipliedBy(SELECTION_PERCENT).dividedBy(100);
  }
}
