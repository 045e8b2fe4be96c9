package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;

/** Shanghai: a warm beneficiary (EIP-3651), PUSH0 (EIP-3855), metered init code (EIP-3860). */
final class Shanghai {

  static final ForkRules RULES =
      Paris.RULES
          .with()
          .name("Shanghai")
          .warmCoinbase()
          .initCode(new ForkRules.InitCodeRule(2 * ForkRules.MAX_CODE_SIZE, 2))
          .instructions(Paris.RULES.instructions().with().move(0x5f, "PUSH0", 2, 0, 1).build())
          .build();

  private Shanghai() {}
}
