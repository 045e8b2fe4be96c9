package io.lyceum.learner.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialParametersTest {

  /** The known answers that the authors publish with their implementation. */
  @Test
  void philoxGivesItsKnownAnswers() {
    assertThat(Philox.words(0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.words(-1, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Philox.words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void weightsAreNormalWithTheirDeviationAndGainsAreOne() {
    ModelSpecification specification =
        new ModelSpecification(2, 64, 4, 2, 96, 32, 256, 5, 0.02, 10_000, 1e-5);
    Tensors tensors = Tensors.initial(specification);
    for (int i = 0; i < tensors.count(); i++) {
      double deviation =
          switch (specification.tensors().get(i).role()) {
            case MATRIX -> 0.02;
            case RESIDUAL_MATRIX -> 0.01;
            case GAIN -> 0;
          };
      float[] values = tensors.copy(i);
      double mean = 0;
      double square = 0;
      for (float value : values) {
        mean += value / values.length;
      }
      for (float value : values) {
        square += (value - mean) * (value - mean) / values.length;
      }
      assertThat(mean).isCloseTo(deviation == 0 ? 1 : 0, within(0.001));
      assertThat(Math.sqrt(square)).isCloseTo(deviation, within(0.03 * deviation + 1e-9));
    }
  }

  @Test
  void theSeedFixesEveryBit() {
    ModelSpecification one = new ModelSpecification(1, 8, 2, 1, 8, 8, 256, 1, 0.02, 10_000, 1e-5);
    ModelSpecification two = new ModelSpecification(1, 8, 2, 1, 8, 8, 256, 2, 0.02, 10_000, 1e-5);
    assertThat(Tensors.initial(one)).isEqualTo(Tensors.initial(one));
    assertThat(Tensors.initial(one).copy(0)).isNotEqualTo(Tensors.initial(two).copy(0));
  }

  @Test
  void tensorsSurviveTheirBytes() {
    ModelSpecification specification =
        new ModelSpecification(1, 8, 2, 1, 8, 8, 256, 1, 0.02, 10_000, 1e-5);
    Tensors tensors = Tensors.initial(specification);
    List<byte[]> bytes =
        IntStream.range(0, tensors.count()).mapToObj(tensors::littleEndian).toList();
    assertThat(Tensors.fromLittleEndian(specification, bytes)).isEqualTo(tensors);
    assertThat(tensors.littleEndian(tensors.count() - 1)).startsWith(0, 0, 0x80, 0x3f);
  }
}
