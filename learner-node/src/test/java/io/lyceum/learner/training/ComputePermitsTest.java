package io.lyceum.learner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.learner.training.ComputePermits.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComputePermitsTest {

  @Test
  void neverMoreWorkAtOnceThanPermits() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ComputePermits permits = new ComputePermits(2);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(
            callers.submit(
                () ->
                    permits.run(
                        Work.TRAINING,
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          spin(Duration.ofMillis(5));
                          return running.decrementAndGet();
                        })));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isLessThan(2);
      }
    }
    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void addsUpCpuTimeByKindOfWork() throws Exception {
    try (ComputePermits permits = new ComputePermits(1)) {
      permits.run(
          Work.VERIFICATION,
          () -> {
            spin(Duration.ofMillis(30));
            return null;
          });
      assertThat(permits.cpuTime(Work.VERIFICATION)).isPositive();
      assertThat(permits.cpuTime(Work.TRAINING)).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void handsOnWhatTheWorkThrew() {
    try (ComputePermits permits = new ComputePermits(1)) {
      assertThatThrownBy(
              () ->
                  permits.run(
                      Work.INFERENCE,
                      () -> {
                        throw new IOException("no text");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("no text");
    }
  }

  @Test
  void closingReleasesWhoeverWaits() throws Exception {
    ComputePermits permits = new ComputePermits(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Void> first =
          callers.submit(
              () ->
                  permits.run(
                      Work.TRAINING,
                      () -> {
                        begun.countDown();
                        never.await();
                        return null;
                      }));
      begun.await();
      permits.close();
      assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
      assertThatThrownBy(() -> permits.run(Work.TRAINING, () -> 1))
          .isInstanceOf(CancellationException.class);
    }
  }

  private static void spin(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
