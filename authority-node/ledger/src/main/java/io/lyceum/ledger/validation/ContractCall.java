package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** Calls a contract without changing anything. */
@FunctionalInterface
public interface ContractCall {

  /**
   * Calls a contract on the state after a block.
   *
   * @return what the contract returned; empty if the call failed or was reverted
   */
  Optional<Bytes> call(BlockHeader after, Address contract, Bytes input);
}
