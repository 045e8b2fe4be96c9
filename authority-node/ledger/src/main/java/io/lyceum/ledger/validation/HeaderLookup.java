package io.lyceum.ledger.validation;

import io.lyceum.ledger.block.BlockHeader;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/** Finds headers of the chain. */
@FunctionalInterface
public interface HeaderLookup {

  /** The header with a hash, if it is held. */
  Optional<BlockHeader> header(Bytes32 hash);
}
