package io.lyceum.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher {@code ./lyceum}, started with arguments; what it prints goes into a file. */
final class LyceumProcess implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Process process;
  private final Path output;

  LyceumProcess(Path output, String... arguments) throws IOException {
    this(output, Map.of(), arguments);
  }

  /** With variables beside those of this process. */
  LyceumProcess(Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    this.output = output;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("lyceum.root"), "lyceum").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
  }

  /**
   * Waits until it has printed something.
   *
   * @throws AssertionError if it ended or fell silent before
   */
  MatchResult awaitOutput(Pattern pattern, Duration patience)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      boolean alive = process.isAlive();
      Matcher matcher = pattern.matcher(output());
      if (matcher.find()) {
        return matcher.toMatchResult();
      }
      if (!alive || Instant.now().isAfter(deadline)) {
        throw new AssertionError("It never printed '" + pattern + "' but\n" + output());
      }
      Thread.sleep(POLL);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The most resident memory so far, in bytes; zero where the system does not tell. */
  long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
        .findFirst()
        .orElse(0);
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

  /**
   * Asks it to stop, as Ctrl-C does.
   *
   * @return whether it did
   */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops it, and kills it if it does not. */
  @Override
  public void close() throws InterruptedException {
    if (!stop()) {
      kill();
    }
  }
}
