package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.List;

/** Knows who seals which block. */
public interface ValidatorProvider {

  /**
   * The validators of the block that follows a header, ascending and without repetition.
   *
   * @throws IllegalStateException if they cannot be known, for example because the parent's state
   *     is not held or its contract does not answer
   */
  List<Address> validatorsAfter(BlockHeader parent);

  /**
   * What the extraData of the header with a number lists, whose block these validators seal.
   *
   * @param parentTimestamp by which transitions to a time are decided, in seconds since 1970
   */
  List<Address> listedInHeader(long number, long parentTimestamp, List<Address> validators);

  /**
   * Whether a proposer may vote in the header with a number.
   *
   * @param parentTimestamp by which transitions to a time are decided, in seconds since 1970
   */
  boolean allowsVotes(long number, long parentTimestamp);
}
