package io.lyceum.learner.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

class ModelSpecificationTest {

  private static final ModelSpecification SPECIFICATION =
      new ModelSpecification(2, 128, 4, 2, 256, 64, 256, 1, 0.02, 10_000, 0.00001);

  private static final String JSON =
      "{\"context\":64,\"feedForward\":256,\"heads\":4,\"initialDeviation\":\"0.02\","
          + "\"initialSeed\":1,\"keyValueHeads\":2,\"layers\":2,\"normEpsilon\":\"0.00001\","
          + "\"ropeTheta\":\"10000\",\"vocabulary\":256,\"width\":128}";

  @Test
  void writesKeysInOrderWithoutWhitespaceAndDecimalsAsText() {
    assertThat(text(SPECIFICATION.toJson())).isEqualTo(JSON);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(ModelSpecification.fromJson(SPECIFICATION.toJson())).isEqualTo(SPECIFICATION);
  }

  @Test
  void refusesAnotherFormOfTheSameDocument() {
    assertThatThrownBy(() -> read(JSON.replace(",", ", ")))
        .hasMessage("The model specification is not in canonical form");
    assertThatThrownBy(() -> read(JSON.replace("\"0.02\"", "\"0.020\"")))
        .hasMessage("The model specification is not in canonical form");
  }

  @Test
  void refusesMalformedDocuments() {
    assertThatThrownBy(() -> read("{"))
        .hasMessageStartingWith("The model specification is not JSON");
    assertThatThrownBy(() -> read("[]")).hasMessage("The model specification is not a JSON object");
    assertThatThrownBy(() -> read(JSON.replace("\"layers\":2,", "")))
        .hasMessage("The model specification lacks \"layers\"");
    assertThatThrownBy(() -> read(JSON.replace("\"layers\":2", "\"layers\":2,\"more\":1")))
        .hasMessage("The model specification has keys that it must not have");
    assertThatThrownBy(() -> read(JSON.replace("\"layers\":2", "\"layers\":\"2\"")))
        .hasMessage("The model specification: \"layers\" must be an integer");
    assertThatThrownBy(() -> read(JSON.replace("\"0.02\"", "0.02")))
        .hasMessage(
            "The model specification: \"initialDeviation\" must be a string that holds a decimal");
    assertThatThrownBy(() -> read(" ".repeat(20_000))).hasMessageContaining("more than 16384");
  }

  @Test
  void refusesNumbersThatMakeNoModel() {
    assertThatThrownBy(() -> new ModelSpecification(2, 130, 4, 2, 256, 64, 256, 1, 0.02, 1e4, 1e-5))
        .hasMessage("The model specification: heads must divide width");
    assertThatThrownBy(() -> new ModelSpecification(2, 128, 4, 3, 256, 64, 256, 1, 0.02, 1e4, 1e-5))
        .hasMessage("The model specification: keyValueHeads must divide heads");
    assertThatThrownBy(
            () -> new ModelSpecification(256, 16_384, 4, 2, 65_536, 64, 256, 1, 0.02, 1e4, 1e-5))
        .hasMessage("The model specification: a model may have at most 2^29 parameters");
  }

  @Test
  void listsTensorsInTheirCommittedOrder() {
    assertThat(SPECIFICATION.tensors())
        .extracting(TensorDescription::name)
        .startsWith("embedding", "layers.0.attention.norm", "layers.0.attention.query")
        .endsWith("layers.1.feedforward.down", "norm")
        .hasSize(20);
    assertThat(SPECIFICATION.parameters()).isEqualTo(328_320);
  }

  @Test
  void hyperparametersReadWhatTheyWrote() {
    Hyperparameters hyperparameters =
        new Hyperparameters(8, 64, 0.003, 0.0003, 20, 800, 0.9, 0.99, 1e-8, 0.1, 1, 8);
    assertThat(text(hyperparameters.toJson())).contains("\"epsilon\":\"0.00000001\"");
    assertThat(Hyperparameters.fromJson(hyperparameters.toJson())).isEqualTo(hyperparameters);
  }

  @Test
  void hyperparametersRefuseNumbersOutOfRange() {
    assertThatThrownBy(
            () -> new Hyperparameters(8, 64, 0.003, 0.01, 20, 800, 0.9, 0.99, 1e-8, 0.1, 1, 8))
        .hasMessage("The hyperparameters: finalRate must be in [0, peakRate]");
    assertThatThrownBy(
            () -> new Hyperparameters(8, 64, 0.003, 0, 900, 800, 0.9, 0.99, 1e-8, 0.1, 1, 8))
        .hasMessage("The hyperparameters: warmupSteps must be between 0 and scheduleSteps");
  }

  @Test
  void theSmallModelIsSmallAndItsTrainingFitsItsContext() {
    assertThat(Presets.SMALL_MODEL.parameters()).isLessThanOrEqualTo(400_000);
    assertThat(Presets.smallTraining(1200).context())
        .isLessThanOrEqualTo(Presets.SMALL_MODEL.context());
    assertThat(Presets.smallTraining(5).warmupSteps()).isEqualTo(5);
  }

  private static ModelSpecification read(String json) {
    return ModelSpecification.fromJson(Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArrayUnsafe(), StandardCharsets.UTF_8);
  }
}
