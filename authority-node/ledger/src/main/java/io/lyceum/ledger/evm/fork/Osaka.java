package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.BlobSchedule;
import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.precompile.ModExp;
import io.lyceum.ledger.evm.precompile.P256Verify;
import io.lyceum.ledger.evm.word.Bits;

/**
 * Osaka: CLZ (EIP-7939), secp256r1 (EIP-7951), bounds and prices of modular exponentiation
 * (EIP-7823, EIP-7883), of a transaction's gas (EIP-7825), of blocks (EIP-7934) and of blobs
 * (EIP-7594, EIP-7918).
 */
final class Osaka {

  private static final long TRANSACTION_GAS_CAP = 1 << 24;

  /** 10 MiB for a beacon block, less 2 MiB for what is not execution. */
  private static final int BLOCK_SIZE_LIMIT = 8 * 1024 * 1024;

  static final ForkRules RULES =
      Prague.RULES
          .with()
          .name("Osaka")
          .transactionGasCap(TRANSACTION_GAS_CAP)
          .blockSizeLimit(BLOCK_SIZE_LIMIT)
          .blobs(BlobSchedule.OSAKA)
          .precompiles(
              Prague.RULES
                  .precompiles()
                  .with(0x05, new ModExp(ModExp.Price.EIP_7883))
                  .with(0x100, new P256Verify()))
          .instructions(
              Prague.RULES
                  .instructions()
                  .with()
                  .compute(0x1e, "CLZ", 5, 1, 1, Bits::leadingZeros)
                  .build())
          .build();

  private Osaka() {}
}
