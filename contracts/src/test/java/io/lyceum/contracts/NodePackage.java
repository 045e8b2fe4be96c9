package io.lyceum.contracts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A directory with packages from npm, for tests that run tools of Node.
 *
 * @param directory holds {@code node_modules}
 * @param environment what commands find in their environment beside that of this process
 */
public record NodePackage(Path directory, Map<String, String> environment) {

  private static final List<String> INSTALL =
      List.of("npm", "install", "--silent", "--no-fund", "--no-audit");

  /** What a command wrote, both streams, and how it ended. */
  public record Result(int exitCode, String output) {}

  /** Keeps an unmodifiable copy. */
  public NodePackage {
    environment = Map.copyOf(environment);
  }

  /** Installs packages, or skips the test where Node, npm or the registry is absent. */
  public static NodePackage install(Path directory, String... packages)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("package.json"), "{\"private\":true}");
    // So that a script outside the directory can require them.
    String modules = directory.resolve("node_modules").toString();
    NodePackage installed = new NodePackage(directory, Map.of("NODE_PATH", modules));
    installed.installWith(List.of(packages));
    return installed;
  }

  /**
   * Installs what the {@code package.json} names that stands in the directory, or skips the test
   * where Node, npm or the registry is absent.
   */
  public void install() throws IOException, InterruptedException {
    installWith(List.of());
  }

  private void installWith(List<String> packages) throws IOException, InterruptedException {
    assumeTrue(isThere("node") && isThere("npm"), "Node and npm are not installed here");
    Result result = run(Stream.concat(INSTALL.stream(), packages.stream()).toList());
    assumeTrue(
        result.exitCode() == 0,
        "npm cannot install " + packages + " into " + directory + ": " + result.output());
  }

  /** The same packages, with more in the environment of commands. */
  public NodePackage with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new NodePackage(directory, all);
  }

  /** Runs a command in the directory. */
  public Result run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("node", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
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
}
