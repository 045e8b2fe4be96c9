package io.lyceum.api.qbft;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ValidatorProvider;
import java.util.List;

/** Knows who may seal, and who decides it. */
public interface ValidatorsByBlock {

  /**
   * The validators that Besu names for a block, ascending: those of its header, or what the
   * validator contract says in the state after it.
   */
  List<Address> validators(BlockHeader header);

  /** Whether proposers vote on it in the block after one with this header. */
  boolean takesVotesAfter(BlockHeader header);

  /** Answers by what the consensus of a chain knows. */
  static ValidatorsByBlock of(ValidatorProvider provider) {
    return new ValidatorsByBlock() {
      @Override
      public List<Address> validators(BlockHeader header) {
        return provider.allowsVotes(header.number(), header.timestamp())
            ? header.qbft().validators().stream().sorted().toList()
            : provider.validatorsAfter(header);
      }

      @Override
      public boolean takesVotesAfter(BlockHeader header) {
        return provider.allowsVotes(header.number() + 1, header.timestamp());
      }
    };
  }
}
