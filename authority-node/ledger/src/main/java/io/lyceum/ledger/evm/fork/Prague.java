package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.BlobSchedule;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.precompile.Bls12381Precompiles;

/**
 * Prague: BLS12-381 (EIP-2537), accounts that run the code of others (EIP-7702), a floor under the
 * price of call data (EIP-7623), more blobs (EIP-7691).
 */
final class Prague {

  static final ForkRules RULES =
      Cancun.RULES
          .with()
          .name("Prague")
          .transactionTypes(0, 1, 2, 3, 4)
          .delegatedCode()
          .calldataFloor(10)
          .blobs(BlobSchedule.PRAGUE)
          .precompiles(Bls12381Precompiles.addTo(Cancun.RULES.precompiles()))
          .build();

  private Prague() {}
}
