package io.lyceum.learner.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolderTest {

  @Test
  void aNameIsReadBack() {
    for (Holder holder :
        List.of(
            Holder.proof(BigInteger.ONE, BigInteger.TEN),
            Holder.version(BigInteger.TWO),
            Holder.dataset(BigInteger.TWO))) {
      assertThat(Holder.parse(holder.text())).isEqualTo(holder);
    }
    assertThat(Holder.proof(BigInteger.ONE, BigInteger.TEN).text()).isEqualTo("proof/1/10");
  }

  @Test
  void anotherNameIsRefused() {
    for (String name : List.of("", "proof", "odd/1", "proof/x")) {
      assertThatThrownBy(() -> Holder.parse(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
