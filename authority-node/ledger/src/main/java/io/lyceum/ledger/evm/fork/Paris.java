package io.lyceum.ledger.evm.fork;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.operation.Environment;

/** Paris: PREVRANDAO in the place of DIFFICULTY (EIP-4399). */
final class Paris {

  static final ForkRules RULES =
      London.RULES
          .with()
          .name("Paris")
          .instructions(
              London.RULES
                  .instructions()
                  .with()
                  .operate(0x44, "PREVRANDAO", 2, 0, 1, Environment::prevrandao)
                  .build())
          .build();

  private Paris() {}
}
