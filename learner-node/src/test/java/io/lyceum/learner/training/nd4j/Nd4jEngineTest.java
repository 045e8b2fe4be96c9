package io.lyceum.learner.training.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.HeldOutSample;
import io.lyceum.learner.data.Shard;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.ProofTask;
import io.lyceum.learner.training.Segment;
import io.lyceum.learner.training.SegmentTrainer;
import io.lyceum.learner.training.TrainingState;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class Nd4jEngineTest {

  private static final Corpus CORPUS = Corpus.primer(1);
  private static final ModelSpecification MODEL =
      new ModelSpecification(2, 32, 4, 2, 48, 32, 256, 3, 0.05, 10_000, 1e-5);
  private static final Hyperparameters TRAINING =
      new Hyperparameters(4, 32, 0.01, 0.001, 4, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4);
  private static final ProofTask TASK =
      new ProofTask(TRAINING, 3, 20, BigInteger.ZERO, Bytes32.repeat((byte) 5), new Shard(0, 2));

  @Test
  void learnsAndSaysHowWell() {
    try (Nd4jEngine engine = new Nd4jEngine()) {
      List<Batch> heldOut = HeldOutSample.batches(CORPUS.heldOutPart(), 4, 4, 32);
      TrainingState state = engine.initialState(MODEL);
      double before = engine.evaluate(state.parameters(), heldOut);
      SegmentTrainer trainer = new SegmentTrainer(engine, TASK, CORPUS);
      for (int i = 0; i < 3; i++) {
        state = trainer.train(i, state).after();
      }
      double after = engine.evaluate(state.parameters(), heldOut);
      assertThat(before).isBetween(5.4, 5.8);
      assertThat(after).isLessThan(3.2);
      assertThat(state.step()).isEqualTo(60);
    }
  }

  @Test
  void aReplayFromTheBytesOfACheckpointGivesTheSameRoot() {
    try (Nd4jEngine learner = new Nd4jEngine();
        Nd4jEngine authority = new Nd4jEngine()) {
      SegmentTrainer trainer = new SegmentTrainer(learner, TASK, CORPUS);
      Segment first = trainer.train(0, learner.initialState(MODEL));
      Segment second = trainer.train(1, first.after());
      Segment replayed = new SegmentTrainer(authority, TASK, CORPUS).train(1, first.after());
      assertThat(Checkpoint.of(replayed.after())).isEqualTo(Checkpoint.of(second.after()));
      assertThat(replayed.meanLoss()).isEqualTo(second.meanLoss());
    }
  }

  @Test
  void enginesSideBySideKeepTheirBits() throws Exception {
    Bytes32 alone;
    try (Nd4jEngine engine = new Nd4jEngine()) {
      alone = EngineSelfTest.digest(engine);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Bytes32>> digests = new ArrayList<>();
      Nd4jEngine shared = new Nd4jEngine();
      for (int i = 0; i < 6; i++) {
        boolean own = i % 2 == 0;
        digests.add(threads.submit(() -> EngineSelfTest.digest(own ? new Nd4jEngine() : shared)));
      }
      for (Future<Bytes32> digest : digests) {
        assertThat(digest.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void anotherProcessGivesTheSameBits() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SelfTestMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    try (Nd4jEngine engine = new Nd4jEngine()) {
      assertThat(output.lines().toList())
          .last()
          .isEqualTo(EngineSelfTest.digest(engine).toString());
    }
  }

  /** Prints the self-test's digest. */
  static final class SelfTestMain {

    private SelfTestMain() {}

    public static void main(String[] arguments) {
      try (Nd4jEngine engine = new Nd4jEngine()) {
        System.out.println(EngineSelfTest.digest(engine));
      }
    }
  }

  @Test
  void theScoresThatFollowATextAreThoseOfItsLastWindow() {
    try (Nd4jEngine engine = new Nd4jEngine()) {
      Tensors parameters = engine.initialState(MODEL).parameters();
      byte[] text =
          "A text that is a little longer than the context of the model."
              .getBytes(StandardCharsets.UTF_8);
      byte[] window = Arrays.copyOfRange(text, text.length - 32, text.length);
      assertThat(engine.nextTokenScores(parameters, text))
          .isEqualTo(engine.nextTokenScores(parameters, window))
          .hasSize(256);
      assertThatThrownBy(() -> engine.nextTokenScores(parameters, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesBatchesThatDoNotFit() {
    try (Nd4jEngine engine = new Nd4jEngine()) {
      Tensors parameters = engine.initialState(MODEL).parameters();
      assertThatThrownBy(() -> engine.evaluate(parameters, List.of()))
          .hasMessage("There is no batch");
      List<Batch> tooLong = HeldOutSample.batches(CORPUS.heldOutPart(), 1, 1, 33);
      assertThatThrownBy(() -> engine.evaluate(parameters, tooLong))
          .hasMessage("A window of 33 tokens is longer than the model's context of 32");
    }
  }

  @Test
  void refusesAnEnvironmentThatWouldChangeTheBits() {
    assertThatThrownBy(() -> NativeRuntime.requireEnvironment(Map.of(), "amd64"))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("OMP_NUM_THREADS=1");
    Map<String, String> environment =
        Map.of("OMP_NUM_THREADS", "2", "OPENBLAS_CORETYPE", "Haswell");
    assertThatThrownBy(() -> NativeRuntime.requireEnvironment(environment, "amd64"))
        .isInstanceOf(EngineUnavailableException.class);
    assertThatThrownBy(() -> NativeRuntime.requireEnvironment(Map.of(), "aarch64"))
        .hasMessage("The engine nd4j-cpu-avx2-1 needs an x86-64 processor, not aarch64.");
  }
}
