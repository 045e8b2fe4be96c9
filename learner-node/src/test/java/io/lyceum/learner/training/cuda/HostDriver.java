package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The test double of a driver in {@code src/test/cuda}: our kernels compiled for the host, behind
 * the entry points of the CUDA driver. It shows that the kernels give the right bits and that we
 * call the driver as it wants to be called; it is no device, and its speed says nothing.
 */
final class HostDriver {

  /** Runs threads, warps and blocks in ascending order. */
  static final int ASCENDING = 0;

  /** In descending order. */
  static final int DESCENDING = 1;

  /** In an order that changes at every barrier; other orders for greater numbers. */
  static final int SHUFFLED = 2;

  private static final String COMPILER = "g++";

  private HostDriver() {}

  /** A device of the double, compiled first; the test is skipped where that cannot be done. */
  static Device open() {
    return open(ASCENDING);
  }

  /** A device whose threads take turns in an order, as from now on those of all others do. */
  static Device open(int order) {
    Device device = Driver.load(Library.PLAIN.toString()).openFirst();
    call("doubleSetOrder", JAVA_INT, order);
    return device;
  }

  /**
   * A device that watches every access to memory, and is slow: a launch fails at a race, at an
   * address that is not allocated or not aligned, and at shared memory that was never written.
   */
  static Device openWatched() {
    return Driver.load(Watched.LIBRARY.toString()).openFirst();
  }

  /** The launches until now, on devices that are not watched. */
  static long launches() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_LONG);
      call("doubleLaunches", ADDRESS, count);
      return count.get(JAVA_LONG, 0);
    }
  }

  private static void call(String symbol, MemoryLayout layout, Object argument) {
    MemorySegment function =
        SymbolLookup.libraryLookup(Library.PLAIN, Arena.global()).findOrThrow(symbol);
    FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_INT, layout);
    try {
      assertThat(
              Linker.nativeLinker()
                  .downcallHandle(function, descriptor)
                  .invokeWithArguments(argument))
          .isEqualTo(0);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Compiled once in a process. */
  private static final class Library {

    static final Path PLAIN = compile("cuda-on-host", List.of());

    /** Compiles the double; options are those of the kernels. */
    static Path compile(String name, List<String> options) {
      assumeTrue(
          System.getProperty("os.arch").equals("amd64"),
          "The test double of a CUDA driver runs on x86-64 alone");
      assumeTrue(Tool.installed(COMPILER), "There is no g++ to compile the kernels for the host");
      Path module = Path.of(System.getProperty("user.dir"));
      Path kernels = module.resolve("target/%s.o".formatted(name));
      Path library = module.resolve("target/%s.so".formatted(name));
      try {
        Files.createDirectories(library.getParent());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      List<String> ofKernels = new ArrayList<>(options);
      ofKernels.addAll(
          List.of("-I" + module.resolve("src/main/cuda"), "-c", "-o" + kernels, "kernels.cpp"));
      run(module, ofKernels);
      run(
          module,
          List.of(
              "-shared",
              "-o" + library,
              "driver.cpp",
              "fibers.cpp",
              "memory.cpp",
              kernels.toString()));
      return library;
    }

    private static void run(Path module, List<String> options) {
      // Multiplications are fused by the instruction, and only where a kernel says so.
      List<String> command =
          new ArrayList<>(
              List.of(
                  COMPILER,
                  "-std=c++17",
                  "-O2",
                  "-ffp-contract=off",
                  "-mfma",
                  "-fPIC",
                  "-fvisibility=hidden",
                  "-fno-gnu-unique",
                  "-Wno-unknown-pragmas"));
      command.addAll(options);
      Tool.run(module.resolve("src/test/cuda"), command);
    }
  }

  /** Compiled once in a process that needs it. */
  private static final class Watched {

    /** Every access to memory calls memory.cpp. */
    static final Path LIBRARY =
        Library.compile(
            "cuda-on-host-watched",
            List.of("-fsanitize=thread", "--param=tsan-instrument-func-entry-exit=0"));
  }
}
