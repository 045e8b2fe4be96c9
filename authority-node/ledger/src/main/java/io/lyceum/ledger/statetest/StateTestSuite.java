package io.lyceum.ledger.statetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
   * @param failed otherwise, or could not be read
   * @param skipped of a fork that is not known
   */
  public record Counts(int passed, int failed, int skipped) {

    Counts with(StateTestResult result) {
      return switch (result) {
        case StateTestResult.Passed _ -> new Counts(passed + 1, failed, skipped);
        case StateTestResult.Failed _, StateTestResult.Unreadable _ ->
            new Counts(passed, failed + 1, skipped);
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
   * Runs all tests of files, folders and archives ({@code .tar.gz}). What cannot be read is a
   * failure; other JSON in folders and archives is passed over.
   *
   * @param listener hears of each result, in the order of the tests, on the calling thread
   * @throws IOException if a folder cannot be read
   */
  public Counts run(List<Path> paths, Consumer<StateTestResult> listener) throws IOException {
    try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
      Run run = new Run(workers, listener);
      try {
        for (Path path : paths) {
          StateTestFiles.forEach(path, run);
        }
        run.awaitAllBut(0);
      } finally {
        workers.shutdownNow();
      }
      return run.counts;
    }
  }

  private List<StateTestResult> runFile(
      String path, StateTestFiles.Content content, boolean named) {
    List<StateTestResult> results = new ArrayList<>();
    StateTestReader.Sink sink =
        new StateTestReader.Sink() {
          @Override
          public void found(StateTestCase test) {
            results.add(StateTestRunner.run(test));
          }

          @Override
          public void unreadable(String name, String finding) {
            results.add(new StateTestResult.Unreadable(name, finding));
          }
        };
    try (InputStream in = content.open()) {
      if (!reader.read(path, in, sink) && named) {
        sink.unreadable(path, "there is no state test in it");
      }
    } catch (JsonProcessingException e) {
      sink.unreadable(path, "it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      sink.unreadable(path, "it cannot be read: " + e.getMessage());
    }
    return results;
  }

  /** What is under way, oldest first. */
  private final class Run implements StateTestFiles.Consumer {
    private final Deque<Future<List<StateTestResult>>> pending = new ArrayDeque<>();
    private final ExecutorService workers;
    private final Consumer<StateTestResult> listener;
    private Counts counts = new Counts(0, 0, 0);

    Run(ExecutorService workers, Consumer<StateTestResult> listener) {
      this.workers = workers;
      this.listener = listener;
    }

    @Override
    public void file(String path, StateTestFiles.Content content, boolean named)
        throws IOException {
      pending.add(workers.submit(() -> runFile(path, content, named)));
      awaitAllBut(jobs * FILES_AHEAD);
    }

    @Override
    public void unreadable(String path, String finding) {
      pending.add(
          CompletableFuture.completedFuture(
              List.of(new StateTestResult.Unreadable(path, finding))));
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
        throw new IllegalStateException("A state test broke off", e.getCause());
      }
    }
  }
}
