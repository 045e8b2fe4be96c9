package io.lyceum.authority.membership;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.Set;

/** Whom the chain names as its members. */
interface Registries {

  /** The validators of the block after a head. */
  Set<Address> authoritiesAfter(BlockHeader head);

  /** The learners that are admitted in the state after a head. */
  Set<Address> learnersAfter(BlockHeader head);
}
