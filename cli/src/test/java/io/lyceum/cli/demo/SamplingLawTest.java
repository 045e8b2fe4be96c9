package io.lyceum.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lyceum.genesis.config.Cheat;
import org.junit.jupiter.api.Test;

class SamplingLawTest {

  @Test
  void eightSamplesOfEightSegmentsFindOneBadOneInTwoOfThreeProofs() {
    SamplingLaw law = SamplingLaw.of(Cheat.TAMPER, 8, 8);
    assertThat(law.badSegments()).isEqualTo(1);
    assertThat(law.perProof()).isCloseTo(0.656, within(0.001));
  }

  @Test
  void whoSkipsHalfIsHardlyEverMissed() {
    SamplingLaw law = SamplingLaw.of(Cheat.SKIP, 8, 8);
    assertThat(law.badSegments()).isEqualTo(4);
    assertThat(law.perProof()).isCloseTo(1 - 1.0 / 256, within(1e-12));
  }
}
