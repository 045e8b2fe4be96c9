package io.lyceum.authority;

import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** An authority in a process of its own, which can be killed without warning. */
final class ForkedAuthority implements AutoCloseable {

  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;

  ForkedAuthority(Path configFile) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(JVM);
    for (String property : List.of("logback.configurationFile", "test.log")) {
      Optional.ofNullable(System.getProperty(property))
          .ifPresent(value -> command.add("-D" + property + "=" + value));
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ForkedAuthority.class.getName(),
            configFile.toString()));
    process = new ProcessBuilder(command).inheritIO().start();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** Runs the authority of a configuration file until the process is killed. */
  public static void main(String[] arguments) throws Exception {
    AuthorityNode node =
        new AuthorityNode(
            AuthorityConfig.read(Path.of(arguments[0])),
            new Engines(List.of()),
            new ComputePermits(1),
            Clock.systemUTC(),
            new SplittableRandom());
    node.start();
    Thread.currentThread().join();
  }
}
