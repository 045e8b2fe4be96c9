package io.lyceum.learner.training.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SilencedOutputTest {

  @Test
  void dropsWhatTheActionPrintsButNotWhatOthersPrint() {
    PrintStream original = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      SilencedOutput.during(
          () -> {
            System.out.println("noise");
            Thread other = Thread.ofPlatform().start(() -> System.out.println("a progress line"));
            join(other);
          });
      System.out.println("after");
    } finally {
      System.setOut(original);
    }
    assertThat(seen.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("a progress line", "after");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
