package io.lyceum.learner.training.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The test double of a driver in {@code src/test/cuda}: our kernels compiled for the host, behind
 * the entry points of the CUDA driver. It shows that the kernels give the right bits and that we
 * call the driver as it wants to be called; it is no device, and its speed says nothing.
 */
final class HostDriver {

  private static final String COMPILER = "g++";

  private HostDriver() {}

  /** A device of the double, compiled first; the test is skipped where that cannot be done. */
  static Device open() {
    return Driver.load(Library.PATH.toString()).openFirst();
  }

  /** Compiled once in a process. */
  private static final class Library {

    static final Path PATH = compile();

    private static Path compile() {
      assumeTrue(
          System.getProperty("os.arch").equals("amd64"),
          "The test double of a CUDA driver runs on x86-64 alone");
      assumeTrue(Tool.installed(COMPILER), "There is no g++ to compile the kernels for the host");
      Path module = Path.of(System.getProperty("user.dir"));
      Path sources = module.resolve("src/test/cuda");
      Path library = module.resolve("target/cuda-on-host.so");
      try {
        Files.createDirectories(library.getParent());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      // Multiplications are fused by the instruction, and only where a kernel says so.
      Tool.run(
          sources,
          List.of(
              COMPILER,
              "-std=c++17",
              "-O2",
              "-ffp-contract=off",
              "-mfma",
              "-fPIC",
              "-shared",
              "-fvisibility=hidden",
              "-Wno-unknown-pragmas",
              "-I" + module.resolve("src/main/cuda"),
              "-o" + library,
              "driver.cpp",
              "fibers.cpp",
              "kernels.cpp"));
      return library;
    }
  }
}
