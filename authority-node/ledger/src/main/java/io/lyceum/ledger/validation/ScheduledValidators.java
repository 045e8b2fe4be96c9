package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.genesis.QbftSchedule;
import io.lyceum.ledger.types.Address;
import java.util.List;

/** Validators by a contract or by votes in headers, whichever the chain wants at a block. */
public final class ScheduledValidators implements ValidatorProvider {

  private final QbftSchedule schedule;
  private final ContractCall calls;
  private final HeaderVoteValidators votes;

  /**
   * Follows a schedule.
   *
   * @param headers of the chain
   * @param calls asks the contracts
   */
  public ScheduledValidators(QbftSchedule schedule, HeaderLookup headers, ContractCall calls) {
    this.schedule = schedule;
    this.calls = calls;
    this.votes =
        new HeaderVoteValidators(headers, schedule.first().epochLength(), schedule::validatorsFrom);
  }

  @Override
  public List<Address> validatorsAfter(BlockHeader parent) {
    return at(parent.number() + 1, parent.timestamp()).validatorsAfter(parent);
  }

  @Override
  public List<Address> listedInHeader(long number, long parentTimestamp, List<Address> validators) {
    return at(number, parentTimestamp).listedInHeader(number, parentTimestamp, validators);
  }

  @Override
  public boolean allowsVotes(long number, long parentTimestamp) {
    return at(number, parentTimestamp).allowsVotes(number, parentTimestamp);
  }

  private ValidatorProvider at(long number, long parentTimestamp) {
    return schedule
        .at(number, parentTimestamp)
        .validatorContract()
        .<ValidatorProvider>map(contract -> new ContractValidators(calls, contract))
        .orElse(votes);
  }
}
