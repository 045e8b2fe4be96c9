package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TextScorer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores with kept keys and values are bit for bit those of the whole window. */
class CachedScorerTest {

  private static final ModelSpecification UNGROUPED = model(1, 24, 3, 3, 20, 40, 0.05);
  private static final ModelSpecification GROUPED = model(2, 64, 8, 2, 48, 100, 0.1);

  /** Scores so far apart that most weights of attention underflow to zero. */
  private static final ModelSpecification SHARP = model(3, 64, 2, 1, 64, 70, 1);

  static Stream<Arguments> modelsAndKernels() {
    return Stream.of(TestModels.MODEL, UNGROUPED, GROUPED, SHARP)
        .flatMap(
            model ->
                Stream.of(KernelChoice.SCALAR, KernelChoice.fastest())
                    .distinct()
                    .map(kernels -> Arguments.of(model, kernels)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndKernels")
  void everyLengthHasTheBitsOfTheWholeWindow(ModelSpecification model, KernelChoice kernels) {
    Tensors parameters = Tensors.initial(model);
    byte[] text = randomText(model.context() + 3);
    try (ExactEngine engine = new ExactEngine(new ExactOptions(1, kernels, false));
        TextScorer scorer = engine.scorer(parameters)) {
      for (int length = 1; length <= text.length; length++) {
        assertThat(scorer.append(text[length - 1]))
            .as("%d tokens", length)
            .isEqualTo(engine.nextTokenScores(parameters, Arrays.copyOf(text, length)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modelsAndKernels")
  void soDoPromptsOfAnyLength(ModelSpecification model, KernelChoice kernels) {
    Tensors parameters = Tensors.initial(model);
    byte[] text = randomText(model.context() + 40);
    try (ExactEngine engine = new ExactEngine(new ExactOptions(1, kernels, false))) {
      for (int prompt : new int[] {1, 5, 31, 32, 33, 64, 65, model.context(), text.length - 2}) {
        int length = Math.min(prompt, text.length - 2);
        try (TextScorer scorer = engine.scorer(parameters)) {
          assertThat(scorer.append(Arrays.copyOf(text, length)))
              .as("%d tokens", length)
              .isEqualTo(engine.nextTokenScores(parameters, Arrays.copyOf(text, length)));
          assertThat(scorer.append(text[length], text[length + 1]))
              .as("two more than %d tokens", length)
              .isEqualTo(engine.nextTokenScores(parameters, Arrays.copyOf(text, length + 2)));
        }
      }
    }
  }

  @Test
  void oneAfterTheOtherUsesOtherWeightsAndForgetsTheText() {
    Tensors first = Tensors.initial(GROUPED);
    Tensors second = Tensors.initial(model(2, 64, 8, 2, 48, 100, 0.1));
    float[][] values = second.copies();
    values[0][7] = 3;
    Tensors changed = Tensors.of(GROUPED, Arrays.asList(values));
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      for (Tensors parameters : new Tensors[] {first, changed, changed, first}) {
        try (TextScorer scorer = engine.scorer(parameters)) {
          scorer.append((byte) 7);
          assertThat(scorer.append((byte) 0))
              .isEqualTo(engine.nextTokenScores(parameters, new byte[] {7, 0}));
        }
      }
    }
  }

  @Test
  void severalTextsAtOnceDoNotMeet() {
    Tensors parameters = Tensors.initial(GROUPED);
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT);
        TextScorer one = engine.scorer(parameters);
        TextScorer other = engine.scorer(parameters)) {
      one.append((byte) 1);
      other.append((byte) 2);
      assertThat(one.append((byte) 3))
          .isEqualTo(engine.nextTokenScores(parameters, new byte[] {1, 3}));
      assertThat(other.append((byte) 3))
          .isEqualTo(engine.nextTokenScores(parameters, new byte[] {2, 3}));
    }
  }

  @Test
  void refusesNothingToAppendAndAnythingAfterItsEnd() {
    Tensors parameters = Tensors.initial(GROUPED);
    ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT);
    TextScorer scorer = engine.scorer(parameters);
    assertThatThrownBy(scorer::append).isInstanceOf(IllegalArgumentException.class);
    scorer.close();
    assertThatThrownBy(() -> scorer.append((byte) 1)).hasMessage("The scorer is closed");
    engine.close();
    assertThatThrownBy(() -> engine.scorer(parameters)).hasMessage("The engine is closed");
  }

  private static byte[] randomText(int length) {
    byte[] text = new byte[length];
    new Random(5).nextBytes(text);
    return text;
  }

  private static ModelSpecification model(
      int layers,
      int width,
      int heads,
      int keyValueHeads,
      int feedForward,
      int context,
      double deviation) {
    return new ModelSpecification(
        layers,
        width,
        heads,
        keyValueHeads,
        feedForward,
        context,
        ModelSpecification.BYTES,
        3,
        deviation,
        1e4,
        1e-5);
  }
}
