package io.lyceum.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code ./lyceum demo --keep} in a process of its own. */
final class RunningDemo implements AutoCloseable {

  private static final Pattern STAYS_UP = Pattern.compile("stays up at (http://[^\\s;]+)");
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(60);

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final CompletableFuture<String> url = new CompletableFuture<>();

  private RunningDemo(Process process) {
    this.process = process;
  }

  /** Starts the launcher with arguments after {@code demo --keep}. */
  static RunningDemo start(Path root, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(root.resolve("lyceum").toString(), "demo", "--keep"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    RunningDemo demo = new RunningDemo(process);
    Thread.ofVirtual().start(demo::read);
    return demo;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        Matcher matcher = STAYS_UP.matcher(line);
        if (matcher.find()) {
          url.complete(matcher.group(1));
        }
      }
      url.completeExceptionally(
          new AssertionError("The demo ended early:\n" + String.join("\n", output)));
    } catch (IOException e) {
      url.completeExceptionally(new UncheckedIOException(e));
    }
  }

  /** Waits until it has shown everything and stays up; gives the URL of its JSON-RPC. */
  String awaitUrl(Duration atMost) throws Exception {
    return url.get(atMost.toSeconds(), TimeUnit.SECONDS);
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

  /** Asks it to end, as Ctrl-C does. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(PATIENCE_AT_THE_END);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
