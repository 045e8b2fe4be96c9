package io.lyceum.learner.training.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PTX that travels in the jar is that of the sources beside it. */
class PtxTest {

  private static final Path SOURCES = Path.of(System.getProperty("user.dir"), "src/main/cuda");

  /** How PTX writes arithmetic that may be fused, approximated, or flushed to zero. */
  private static final Pattern INEXACT =
      Pattern.compile(
          "\\b(add|sub|mul|mad|fma|div|rcp|sqrt|rsqrt|ex2|lg2|sin|cos|tanh)"
              + "(?!\\.rn\\.f(32|64)\\b)(\\.\\w+)*\\.f(16|32|64)\\b");

  /** Names of the compiler's releases, such as {@code release 13.0, V13.0.88}. */
  private static final Pattern RELEASE = Pattern.compile("release [0-9.]+, V[0-9.]+");

  /** Of a multiprocessor. */
  private static final int REGISTERS = 65_536;

  static Stream<String> files() {
    return Stream.of(Kernel.values()).map(Kernel::file).distinct();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyOperationIsRoundedOnceToNearest(String file) throws IOException {
    String ptx = Files.readString(SOURCES.resolve(file + ".ptx"));
    assertThat(INEXACT.matcher(ptx).results().map(match -> match.group()).distinct()).isEmpty();
  }

  @Test
  void inexactOperationsWouldBeFound() {
    for (String operation :
        List.of("mul.f32", "add.ftz.f32", "fma.rn.ftz.f32", "div.approx.f32", "mul.rz.f32")) {
      assertThat(INEXACT.matcher(operation).find()).as(operation).isTrue();
    }
    assertThat(INEXACT.matcher("\tfma.rn.f32 \t%f1, %f2, %f3, %f4;").find()).isFalse();
  }

  @Test
  void compilingAgainGivesTheSame(@TempDir Path target) throws IOException {
    assumeTrue(Tool.installed("nvcc"), "There is no nvcc to compile the kernels again");
    String installed = release(Tool.run(SOURCES, List.of("nvcc", "--version")));
    String used = release(Files.readString(SOURCES.resolve("norm.ptx")));
    assumeTrue(installed.equals(used), "nvcc is %s, the PTX of %s".formatted(installed, used));
    Tool.run(SOURCES, List.of("sh", "compile.sh", target.toString()));
    for (String file : files().toList()) {
      assertThat(Files.readString(SOURCES.resolve(file + ".ptx")))
          .as("%s.ptx; run src/main/cuda/compile.sh", file)
          .isEqualTo(Files.readString(target.resolve(file + ".ptx")));
    }
  }

  /** Two blocks find room in a multiprocessor, whatever the kernel. */
  @ParameterizedTest
  @ValueSource(strings = {"sm_75", "sm_80", "sm_90", "sm_100", "sm_120"})
  void registersSufficeAndNothingIsSpilled(String architecture, @TempDir Path target)
      throws IOException {
    assumeTrue(Tool.installed("ptxas"), "There is no ptxas to assemble the kernels");
    assumeTrue(
        Tool.run(SOURCES, List.of("ptxas", "--help")).contains(architecture),
        "ptxas does not know " + architecture);
    for (String file : files().toList()) {
      String object = target.resolve(file).toString();
      String report =
          Tool.run(
              SOURCES,
              List.of(
                  "ptxas",
                  "-v",
                  "--warning-as-error",
                  "-arch=" + architecture,
                  "-o",
                  object,
                  file + ".ptx"));
      assertThat(numbers("(\\d+) bytes stack frame", report)).as(report).containsOnly(0);
      assertThat(numbers("(\\d+) bytes spill", report)).as(report).containsOnly(0);
      assertThat(numbers("Used (\\d+) registers", report))
          .as(report)
          .isNotEmpty()
          .allMatch(registers -> registers * Kernel.THREADS * 2 <= REGISTERS);
    }
  }

  private static List<Integer> numbers(String pattern, String report) {
    return Pattern.compile(pattern)
        .matcher(report)
        .results()
        .map(match -> Integer.valueOf(match.group(1)))
        .toList();
  }

  private static String release(String text) {
    return RELEASE.matcher(text).results().map(match -> match.group()).findFirst().orElse("");
  }
}
