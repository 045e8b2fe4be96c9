package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same training gives the same bits, whatever computes it. */
class SameBitsTest {

  private static final int STEPS = 3;

  /** A change of this root is a new version of the arithmetic, and so a new engine class. */
  private static final Bytes32 ROOT =
      Bytes32.fromHexString("0x77916f102db780686414dc27057e03c79d8834e8b5db95f603ca7c0973d0817f");

  @Test
  void scalarKernels() {
    assertThat(root(new ExactOptions(1, KernelChoice.SCALAR, false))).isEqualTo(ROOT);
  }

  @Test
  void fastestKernels() {
    assertThat(root(ExactOptions.DEFAULT)).isEqualTo(ROOT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void severalThreads(int threads) {
    assertThat(root(new ExactOptions(threads, KernelChoice.fastest(), false))).isEqualTo(ROOT);
  }

  @Test
  void activationsThatAreComputedASecondTime() {
    assertThat(root(new ExactOptions(2, KernelChoice.fastest(), true))).isEqualTo(ROOT);
  }

  /** Other vectors and other compilers need processes of their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:MaxVectorSize=16",
        "-XX:MaxVectorSize=32",
        "-XX:MaxVectorSize=64",
        "-XX:UseAVX=2",
        "-XX:UseAVX=3",
        "-XX:TieredStopAtLevel=1",
        "-Xint"
      })
  void anotherMachine(String flag) throws Exception {
    assertThat(rootOfProcess(flag, "--add-modules", "jdk.incubator.vector")).isEqualTo(ROOT);
  }

  @Test
  void aProcessWithoutTheVectorModule() throws Exception {
    assertThat(rootOfProcess("-XX:+UseSerialGC")).isEqualTo(ROOT);
  }

  private static Bytes32 root(ExactOptions options) {
    try (ExactEngine engine = new ExactEngine(options)) {
      return TestModels.rootAfter(STEPS, engine);
    }
  }

  private static Bytes32 rootOfProcess(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(flags));
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(PrintedRoot.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return Bytes32.fromHexString(printed.strip());
  }

  /** Prints the root that its process gives. */
  static final class PrintedRoot {

    private PrintedRoot() {}

    public static void main(String[] arguments) {
      System.out.println(root(ExactOptions.DEFAULT));
    }
  }
}
