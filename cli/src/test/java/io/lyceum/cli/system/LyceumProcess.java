package io.lyceum.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher {@code ./lyceum}, started with arguments; what it prints goes into a file. */
final class LyceumProcess implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(30);

  private final Process process;
  private final Path output;

  LyceumProcess(Path output, String... arguments) throws IOException {
    this.output = output;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("lyceum.root"), "lyceum").toString());
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** The exit code, once the process has ended by itself. */
  int awaitExit(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("Still running after " + patience + "; it printed\n" + output());
    }
    return process.exitValue();
  }

  /** {@code kill -9}: the launcher has become the Java process by then. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, as Ctrl-C does, and kills it if it does not. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }
}
