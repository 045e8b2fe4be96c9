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
    return at(parent.number() + 1).validatorsAfter(parent);
  }

  @Override
  public List<Address> listedInHeader(long number, List<Address> validators) {
    return at(number).listedInHeader(number, validators);
  }

  @Override
  public boolean allowsVotes(long number) {
    return at(number).allowsVotes(number);
  }

  private ValidatorProvider at(long number) {
    return schedule
        .at(number)
        .validatorContract()
        .<ValidatorProvider>map(contract -> new ContractValidators(calls, contract))
        .orElse(votes);
  }
}
