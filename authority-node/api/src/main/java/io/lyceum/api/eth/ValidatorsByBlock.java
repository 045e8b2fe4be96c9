package io.lyceum.api.eth;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ValidatorProvider;
import java.util.List;

/** Knows who may seal. */
@FunctionalInterface
public interface ValidatorsByBlock {

  /**
   * The validators that Besu names for a block, ascending: those of its header, or what the
   * validator contract says in the state after it.
   */
  List<Address> validators(BlockHeader header);

  /** Answers by what the consensus of a chain knows. */
  static ValidatorsByBlock of(ValidatorProvider provider) {
    return header ->
        provider.allowsVotes(header.number(), header.timestamp())
            ? header.qbft().validators().stream().sorted().toList()
            : provider.validatorsAfter(header);
  }
}
