package io.lyceum.learner.training.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.training.nd4j.ModelProgram.Purpose;
import io.lyceum.learner.training.nd4j.ModelProgram.Shape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdleProgramsTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(1, 8, 2, 1, 8, 16, 256, 3, 0.05, 10_000, 1e-5);

  private final IdlePrograms idle = new IdlePrograms(2);

  @BeforeAll
  static void startNatives() {
    NativeRuntime.start();
  }

  @Test
  void aProgramIsTakenByOneAtATime() {
    ModelProgram program = program(4);
    idle.keep(program);

    assertThat(idle.take(program.shape())).containsSame(program);
    assertThat(idle.take(program.shape())).isEmpty();
  }

  @Test
  void ofTooManyTheOneThatWasUsedLongestAgoGoes() {
    ModelProgram first = program(4);
    ModelProgram second = program(5);
    idle.keep(first);
    idle.keep(second);
    idle.take(first.shape()).ifPresent(idle::keep);
    ModelProgram third = program(6);
    idle.keep(third);

    assertThat(idle.take(second.shape())).isEmpty();
    assertThat(idle.take(first.shape())).containsSame(first);
    assertThat(idle.take(third.shape())).containsSame(third);
  }

  private static ModelProgram program(int context) {
    return new ModelProgram(new Shape(MODEL, Purpose.SCORING, 1, context));
  }
}
