package io.lyceum.contracts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory with packages from npm, for tests that run tools of Node. */
record NodePackage(Path directory) {

  /** What a command wrote, both streams, and how it ended. */
  record Result(int exitCode, String output) {}

  /** Installs packages, or skips the test where Node, npm or the registry is absent. */
  static NodePackage install(Path directory, String... packages)
      throws IOException, InterruptedException {
    assumeTrue(isThere("node") && isThere("npm"), "Node and npm are not installed here");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("package.json"), "{\"private\":true}");
    NodePackage installed = new NodePackage(directory);
    Result result =
        installed.run(
            concat(List.of("npm", "install", "--silent", "--no-fund", "--no-audit"), packages));
    assumeTrue(
        result.exitCode() == 0, "npm cannot install " + List.of(packages) + ": " + result.output());
    return installed;
  }

  /** Runs a command in the directory, with the installed packages to be required from anywhere. */
  Result run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("node", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("NODE_PATH", directory.resolve("node_modules").toString());
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end in ten minutes");
    }
    String output = Files.readString(log);
    Files.delete(log);
    return new Result(process.exitValue(), output);
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(program, "--version").start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static List<String> concat(List<String> first, String... rest) {
    return Stream.concat(first.stream(), Arrays.stream(rest)).toList();
  }
}
