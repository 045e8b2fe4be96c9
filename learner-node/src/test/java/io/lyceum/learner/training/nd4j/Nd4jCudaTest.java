package io.lyceum.learner.training.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Needs a GPU and a build with the Maven profile cuda; is skipped elsewhere, with the reason. */
class Nd4jCudaTest {

  private static final ModelSpecification MODEL =
      new ModelSpecification(2, 32, 4, 2, 48, 32, 256, 3, 0.05, 10_000, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 32, 0.01, 0.001, 4, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4);
  private static final ProofTask TASK =
      new ProofTask(TRAINING, 1, 20, BigInteger.ZERO, Bytes32.repeat((byte) 5), new Shard(0, 2));

  @Test
  void bitsRepeatOnOneGpu() {
    try (Nd4jEngine engine = engine()) {
      assertThat(EngineSelfTest.digest(engine)).isEqualTo(EngineSelfTest.digest(engine));
    }
  }

  @Test
  void trainingIsThatOfOtherEnginesButForRounding() {
    try (Nd4jEngine engine = engine();
        ExactEngine other = new ExactEngine(ExactOptions.DEFAULT)) {
      Segment segment = trained(engine);
      Segment expected = trained(other);
      assertThat(segment.meanLoss()).isCloseTo(expected.meanLoss(), Percentage.withPercentage(0.1));
    }
  }

  @Test
  void aBuildWithoutCudaSaysWhatIsMissing() {
    assumeFalse(Nd4jEngine.isBuiltWithCuda(), "This build has CUDA");
    assertThat(assertThrows(EngineUnavailableException.class, Nd4jEngine::onCuda))
        .hasMessage("The engine nd4j-cuda-1 needs a build with the Maven profile cuda.");
  }

  private static Segment trained(TrainingEngine engine) {
    return new SegmentTrainer(engine, TASK, Corpus.primer(1)).train(0, engine.initialState(MODEL));
  }

  private static Nd4jEngine engine() {
    try {
      return Nd4jEngine.onCuda();
    } catch (EngineUnavailableException e) {
      return abort(e.getMessage());
    }
  }
}
