package io.lyceum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.genesis.Fork;
import org.junit.jupiter.api.Test;

class AssemblerTest {

  private final Assembler assembler = new Assembler(Forks.rules(Fork.OSAKA).instructions());

  @Test
  void putsInstructionsNumbersAndLabelsIntoTheirPlaces() {
    assertThat(assembler.assemble("PUSH2 @end JUMP ; over\n PUSH1 0x2a PUSH3 7 \n end: STOP"))
        .hasToString("0x61000a56602a620000075b00");
  }

  @Test
  void namesTheWordThatMakesNoSense() {
    assertThatThrownBy(() -> assembler.assemble("JUMPDOWN"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JUMPDOWN");
    assertThatThrownBy(() -> assembler.assemble("PUSH1 256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256");
    assertThatThrownBy(() -> assembler.assemble("PUSH2 @nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@nowhere");
  }
}
