package io.lyceum.learner.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.job.Job;
import io.lyceum.learner.job.Replay;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.proof.EngineSelfTest;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.TrainingResult;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.exact.ExactEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.nd4j.Nd4jEngine;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class EnginesTest {

  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  @Test
  void anEngineComputesForTheJobsWhoseDigestItGives() {
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      Engines engines = new Engines(List.of(engine));
      Bytes32 digest = EngineSelfTest.digest(engine);

      assertThat(engines.objection(job("exact-1", digest))).isEmpty();
      assertThat(engines.of(job("exact-1", digest))).isSameAs(engine);
      assertThat(engines.objection(job("exact-1", Bytes32.ZERO)))
          .hasValueSatisfying(
              reason ->
                  assertThat(reason)
                      .startsWith("The engine exact-1 gives other bits here")
                      .contains(digest.toHexString()));
    }
  }

  @Test
  void aClassThatIsNotPermittedIsNotRun() {
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      Engines none = new Engines(List.of(engine)).permitted(List.of("nd4j-cpu-avx2-1"));
      Job job = job("exact-1", Bytes32.ZERO);

      assertThat(none.classes()).isEmpty();
      assertThat(none.objection(job)).contains("This node does not run the engine class exact-1.");
      assertThatThrownBy(() -> none.of(job)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void exactReplayIsLeftToEnginesThatGiveTheJobsBits() {
    try (ExactEngine engine = new ExactEngine(ExactOptions.DEFAULT)) {
      Engines engines = new Engines(List.of(engine));
      Job job = job("exact-1", EngineSelfTest.digest(engine));
      Job foreign = job("nd4j-cuda-1", Bytes32.ZERO);

      assertThat(engines.objectionToReplay(job)).isEmpty();
      assertThat(engines.forReplay(job)).containsSame(engine);
      assertThat(engines.objectionToReplay(job("exact-1", Bytes32.ZERO))).isPresent();
      assertThat(engines.objectionToReplay(foreign)).isPresent();
      assertThat(engines.forReplay(foreign)).isEmpty();
    }
  }

  @Test
  void boundedReplayIsDoneByAnyEngineAndByTheJobsOwnBeforeOthers() {
    Replay bounded = new Replay.Bounded(50_000);
    try (ExactEngine first = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine second = new Nd4jEngine()) {
      Engines engines = new Engines(List.of(first, second));
      Job own = job("nd4j-cpu-avx2-1", bounded, Bytes32.ZERO);
      Job foreign = job("nd4j-cuda-1", bounded, Bytes32.ZERO);

      assertThat(engines.forReplay(own)).containsSame(second);
      assertThat(engines.forReplay(foreign)).containsSame(first);
      assertThat(engines.objectionToReplay(own)).isEmpty();
      assertThat(engines.objectionToReplay(foreign)).isEmpty();
      assertThat(engines.objection(own)).isPresent();
      assertThat(engines.objection(foreign)).isPresent();
      assertThat(engines.permitted(List.of()).objectionToReplay(foreign))
          .contains("This node runs no engine.");
    }
  }

  @Test
  void boundedReplayIsNotLeftToAnExactEngineThatGivesOtherBitsThanAllOthers() {
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT);
        Nd4jEngine other = new Nd4jEngine()) {
      TrainingEngine miscompiled = new Misnamed(other);
      Engines engines = new Engines(List.of(miscompiled));
      Job job = job("nd4j-cuda-1", new Replay.Bounded(50_000), Bytes32.ZERO);

      assertThat(engines.objectionToReplay(job))
          .hasValueSatisfying(
              reason -> assertThat(reason).startsWith("The engine exact-1 computes wrongly here"));
      assertThat(EngineSelfTest.digest(exact)).isEqualTo(EngineSelfTest.EXACT);
    }
  }

  /** An engine that says that it is {@code exact-1} and computes as another one does. */
  private record Misnamed(TrainingEngine engine) implements TrainingEngine {

    @Override
    public String engineClass() {
      return ExactEngine.ENGINE_CLASS;
    }

    @Override
    public TrainingResult train(
        TrainingState state,
        Hyperparameters hyperparameters,
        List<Batch> batches,
        long scheduleStep) {
      return engine.train(state, hyperparameters, batches, scheduleStep);
    }

    @Override
    public double evaluate(Tensors parameters, List<Batch> batches) {
      return engine.evaluate(parameters, batches);
    }

    @Override
    public float[] nextTokenScores(Tensors parameters, byte[] tokens) {
      return engine.nextTokenScores(parameters, tokens);
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  @Test
  void anUnknownClassIsNamedWithThoseThatAreKnown() {
    assertThat(EngineClass.of("exact-1")).isEqualTo(EngineClass.EXACT);
    assertThatThrownBy(() -> EngineClass.of("exact-2"))
        .hasMessageContaining("'exact-2'")
        .hasMessageContaining("exact-1, nd4j-cpu-avx2-1");
  }

  @Test
  void anEngineStartsOnceWithTheFirstJobOfItsClass() {
    List<String> started = new ArrayList<>();
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT)) {
      Engines engines =
          Engines.onDemand(
              List.of(
                  new EngineSource("nd4j-cpu-avx2-1", () -> unavailable(started)),
                  new EngineSource(
                      "exact-1",
                      () -> {
                        started.add("exact-1");
                        return exact;
                      })));
      assertThat(engines.classes()).containsExactly("exact-1", "nd4j-cpu-avx2-1");
      assertThat(engines.permitted(List.of("exact-1")).classes()).containsExactly("exact-1");
      assertThat(started).isEmpty();

      Job job = job("exact-1", EngineSelfTest.EXACT);
      assertThat(engines.objectionToReplay(job)).isEmpty();
      assertThat(engines.permitted(List.of("exact-1")).objection(job)).isEmpty();
      assertThat(engines.of(job)).isSameAs(exact);
      assertThat(started).containsExactly("exact-1");
    }
  }

  @Test
  void anEngineThatFailsToStartIsAskedOnceAndLeavesBoundedReplayToTheNext() {
    List<String> started = new ArrayList<>();
    try (ExactEngine exact = new ExactEngine(ExactOptions.DEFAULT)) {
      Engines engines =
          Engines.onDemand(
              List.of(
                  new EngineSource("nd4j-cpu-avx2-1", () -> unavailable(started)),
                  EngineSource.of(exact)));
      Job job = job("nd4j-cpu-avx2-1", Bytes32.ZERO);
      Job bounded = job("nd4j-cpu-avx2-1", new Replay.Bounded(50_000), Bytes32.ZERO);

      assertThat(engines.objection(job)).contains("It lacks natives.");
      assertThat(engines.objectionToReplay(job)).contains("It lacks natives.");
      assertThat(engines.forReplay(job)).isEmpty();
      assertThat(engines.forReplay(bounded)).containsSame(exact);
      assertThat(engines.objectionToReplay(bounded)).isEmpty();
      assertThat(started).containsExactly("nd4j-cpu-avx2-1");
    }
  }

  private static TrainingEngine unavailable(List<String> started) {
    started.add("nd4j-cpu-avx2-1");
    throw new EngineUnavailableException("It lacks natives.");
  }

  @Test
  void enginesThatAreClosedDoNotStart() {
    MachineEngines machine = new MachineEngines(List.of(EngineClass.EXACT), ExactOptions.DEFAULT);
    machine.close();
    assertThatThrownBy(() -> machine.engines().objection(job("exact-1", EngineSelfTest.EXACT)))
        .hasMessage("The engines are closed");
  }

  /** The natives' environment is that of the process, so one without it is another process. */
  @Test
  void anEngineThatCannotRunKeepsNoOtherFromRunning() throws Exception {
    List<String> printed = linesOf(Map.of());
    assertThat(printed).endsWith("[exact-1]", "Optional.empty");
    assertThat(String.join("\n", printed))
        .containsOnlyOnce("runs without the engine class nd4j-cpu-avx2-1");
  }

  @Test
  void aProcessThatFollowsOneClassLoadsNoNativesOfAnother() throws Exception {
    assumeTrue(Files.isReadable(MAPPINGS), "The mappings of a process are read from /proc");
    List<String> printed = linesOf(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_CORETYPE", "Haswell"));
    assertThat(printed)
        .contains("[exact-1, nd4j-cpu-avx2-1]", "Optional.empty")
        .noneMatch(line -> line.contains("nd4j") && line.contains(".so"));
  }

  private static List<String> linesOf(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ExactNode.class.getName());
    builder.environment().keySet().removeAll(List.of("OMP_NUM_THREADS", "OPENBLAS_CORETYPE"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed.lines().toList();
  }

  /**
   * Qualifies for a job of {@code exact-1}, and prints the libraries that its process has mapped
   * then, the classes that it may run, and the objection to the job.
   */
  static final class ExactNode {

    private ExactNode() {}

    public static void main(String[] arguments) throws IOException {
      try (MachineEngines machine =
          new MachineEngines(List.of(EngineClass.values()), ExactOptions.DEFAULT)) {
        Optional<String> objection =
            machine.engines().objection(job("exact-1", EngineSelfTest.EXACT));
        if (Files.isReadable(MAPPINGS)) {
          Files.readAllLines(MAPPINGS).forEach(System.out::println);
        }
        System.out.println(machine.engines().classes());
        System.out.println(objection);
      }
    }
  }

  private static Job job(String engineClass, Bytes32 digest) {
    return job(engineClass, new Replay.Exact(), digest);
  }

  private static Job job(String engineClass, Replay replay, Bytes32 digest) {
    return new Job(
        UInt256.ONE,
        UInt256.ONE,
        new ModelSpecification(1, 16, 2, 1, 24, 16, 256, 3, 0.05, 10_000, 1e-5),
        new Hyperparameters(4, 16, 0.02, 0.002, 2, 60, 0.9, 0.99, 1e-8, 0.1, 1, 4),
        Bytes32.ZERO,
        engineClass,
        replay,
        digest,
        Bytes32.ZERO,
        Loss.ZERO,
        4,
        4,
        2,
        Loss.ZERO,
        BigInteger.ONE,
        BigInteger.ONE,
        1,
        0);
  }
}
