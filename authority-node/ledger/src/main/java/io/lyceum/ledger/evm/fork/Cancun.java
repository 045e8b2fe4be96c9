package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.BlobSchedule;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.operation.Accounts;
import io.lyceum.ledger.evm.operation.Data;
import io.lyceum.ledger.evm.operation.Environment;
import io.lyceum.ledger.evm.operation.Storage;
import io.lyceum.ledger.evm.precompile.KzgPointEvaluation;

/**
 * Cancun: blobs (EIP-4844, EIP-7516), transient storage (EIP-1153), MCOPY (EIP-5656), and a
 * SELFDESTRUCT that spares older accounts (EIP-6780).
 */
final class Cancun {

  static final ForkRules RULES =
      Shanghai.RULES
          .with()
          .name("Cancun")
          .transactionTypes(0, 1, 2, 3)
          .blobs(BlobSchedule.CANCUN)
          .precompiles(Shanghai.RULES.precompiles().with(0x0a, new KzgPointEvaluation()))
          .instructions(
              Shanghai.RULES
                  .instructions()
                  .with()
                  .operate(0x49, "BLOBHASH", 3, 1, 1, Environment::blobhash)
                  .operate(0x4a, "BLOBBASEFEE", 2, 0, 1, Environment::blobbasefee)
                  .operate(0x5c, "TLOAD", 100, 1, 1, Storage::tload)
                  .operate(0x5d, "TSTORE", 100, 2, 0, Storage::tstore)
                  .operate(0x5e, "MCOPY", 3, 3, 0, Data::mcopy)
                  .operate(0xff, "SELFDESTRUCT", 5000, 1, 0, Accounts::selfdestructIfCreated)
                  .build())
          .build();

  private Cancun() {}
}
