package io.lyceum.learner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.inference.Generation.End;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Philox;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextGeneratorTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 16, 2, 1, 16, 16, 256, 1, 0.3, 10_000, 1e-5);

  @Test
  void aSeedFixesTheText() {
    try (Nd4jEngine engine = new Nd4jEngine()) {
      TextGenerator generator = new TextGenerator(engine);
      Tensors parameters = Tensors.initial(MODEL);
      GenerationRequest one = request(new Sampling(1, 0, 1));
      GenerationRequest two = request(new Sampling(1, 0, 2));
      Generation first = generator.generate(parameters, one);
      assertThat(generator.generate(parameters, one)).isEqualTo(first);
      assertThat(generator.generate(parameters, two).text()).isNotEqualTo(first.text());
      assertThat(first.promptTokens()).isEqualTo(5);
      assertThat(first.generatedTokens()).isEqualTo(40);
      assertThat(first.end()).isEqualTo(End.LENGTH);
    }
  }

  @Test
  void greedyTakesTheBestAndTopKOnlyTheBestFew() {
    float[] scores = {0, 3, 1, 3, -2};
    Philox random = new Philox(1);
    assertThat(Sampling.greedy().choose(scores, random)).isEqualTo(1);
    int[] counts = new int[5];
    for (int i = 0; i < 1000; i++) {
      counts[new Sampling(1, 3, 0).choose(scores, random)]++;
    }
    assertThat(counts[0]).isZero();
    assertThat(counts[4]).isZero();
    assertThat(counts[1]).isBetween(400, 540);
    assertThat(counts[2]).isBetween(30, 110);
    assertThat(counts[3]).isBetween(400, 540);
  }

  @Test
  void handsOnWholeCharacters() {
    List<String> parts = new ArrayList<>();
    TextAssembler assembler = new TextAssembler(List.of(), parts::add);
    for (byte token : "aé€😀".getBytes(StandardCharsets.UTF_8)) {
      assembler.add(token);
    }
    assertThat(parts).containsExactly("a", "é", "€", "😀");
    assertThat(assembler.finish()).isEqualTo("aé€😀");
  }

  @Test
  void replacesWhatIsNoText() {
    List<String> parts = new ArrayList<>();
    TextAssembler assembler = new TextAssembler(List.of(), parts::add);
    for (int token : new int[] {'a', 0xFF, 'b', 0xE2, 0x82, 'c', 0xF0, 0x9F}) {
      assembler.add((byte) token);
    }
    assertThat(assembler.finish()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(String.join("", parts)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void neverHandsOnAnyPartOfAStopText() {
    List<String> parts = new ArrayList<>();
    TextAssembler assembler = new TextAssembler(List.of("END", "\n"), parts::add);
    boolean open = true;
    for (char c : "the EN of END.".toCharArray()) {
      open = open && assembler.add((byte) c);
    }
    assertThat(open).isFalse();
    assertThat(assembler.finish()).isEqualTo("the EN of ");
    assertThat(String.join("", parts)).isEqualTo("the EN of ");
  }

  @Test
  void refusesRequestsBeyondTheLimits() {
    assertThatThrownBy(() -> new GenerationRequest("", 1, Sampling.greedy(), List.of()))
        .hasMessage("The prompt is empty");
    assertThatThrownBy(() -> new GenerationRequest("a", 5000, Sampling.greedy(), List.of()))
        .hasMessage("The number of tokens must be between 1 and 4096, not 5000");
    assertThatThrownBy(() -> new Sampling(Double.NaN, 0, 0))
        .hasMessage("The temperature must be between 0 and 100, not NaN");
  }

  private static GenerationRequest request(Sampling sampling) {
    return new GenerationRequest("Hello", 40, sampling, List.of());
  }
}
