package io.lyceum.ledger.statetest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs collections of state tests, some files at a time. */
public final class StateTestSuite {

  /** Files that are read ahead for each job. */
  private static final int FILES_AHEAD = 4;

  /**
   * How many tests ended in which way.
   *
   * @param passed as expected
   * @param failed otherwise
   * @param skipped of a fork that is not known
   */
  public record Counts(int passed, int failed, int skipped) {

    Counts with(StateTestResult result) {
      return switch (result) {
        case StateTestResult.Passed _ -> new Counts(passed + 1, failed, skipped);
        case StateTestResult.Failed _ -> new Counts(passed, failed + 1, skipped);
        case StateTestResult.Skipped _ -> new Counts(passed, failed, skipped + 1);
      };
    }
  }

  private final StateTestReader reader;
  private final int jobs;

  /**
   * @param reader says which variants are run
   * @param jobs how many files are worked on at once
   */
  public StateTestSuite(StateTestReader reader, int jobs) {
    this.reader = reader;
    this.jobs = jobs;
  }

  /**
   * Runs all tests of files, folders and archives ({@code .tar.gz}).
   *
   * @param listener hears of each result, in the order of the tests, on the calling thread
   * @throws IOException if a file cannot be read, or is none of state tests
   */
  public Counts run(List<Path> paths, Consumer<StateTestResult> listener) throws IOException {
    Run run = new Run(listener);
    try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
      try {
        for (Path path : paths) {
          StateTestFiles.forEach(path, (name, content) -> run.submit(workers, name, content));
        }
        run.awaitAllBut(0);
      } finally {
        workers.shutdownNow();
      }
    }
    return run.counts;
  }

  private List<StateTestResult> runFile(String path, byte[] content) throws IOException {
    return reader.read(path, content).stream().map(StateTestRunner::run).toList();
  }

  /** What is under way, oldest first. */
  private final class Run {
    private final Deque<Future<List<StateTestResult>>> pending = new ArrayDeque<>();
    private final Consumer<StateTestResult> listener;
    private Counts counts = new Counts(0, 0, 0);

    Run(Consumer<StateTestResult> listener) {
      this.listener = listener;
    }

    void submit(ExecutorService workers, String path, byte[] content) throws IOException {
      pending.add(workers.submit(() -> runFile(path, content)));
      awaitAllBut(jobs * FILES_AHEAD);
    }

    void awaitAllBut(int count) throws IOException {
      while (pending.size() > count) {
        for (StateTestResult result : await(pending.remove())) {
          counts = counts.with(result);
          listener.accept(result);
        }
      }
    }

    private List<StateTestResult> await(Future<List<StateTestResult>> results) throws IOException {
      try {
        return results.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException unreadable) {
          throw unreadable;
        }
        throw new IllegalStateException("A state test broke off", e.getCause());
      }
    }
  }
}
