package io.lyceum.learner.training.exact;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share the parts of each operation: whoever is done takes the next one. The caller's
 * thread is one of them.
 */
final class Team implements Workers {

  private final Worker own;
  private final AtomicInteger next = new AtomicInteger();
  private final Phaser begun;
  private final Phaser done;
  private volatile Operation operation;
  private volatile boolean closed;
  private volatile Throwable failure;

  Team(Worker own, int threads, Dimensions dimensions, KernelChoice kernels) {
    this.own = own;
    this.begun = new Phaser(threads);
    this.done = new Phaser(threads);
    for (int i = 1; i < threads; i++) {
      Worker worker = Worker.of(dimensions, kernels.create());
      Thread.ofPlatform().daemon().name("exact-" + i).start(() -> follow(worker));
    }
  }

  private void follow(Worker worker) {
    begun.arriveAndAwaitAdvance();
    while (!closed) {
      share(worker);
      done.arriveAndAwaitAdvance();
      begun.arriveAndAwaitAdvance();
    }
  }

  private void share(Worker worker) {
    try {
      int parts = operation.parts();
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        operation.run(part, worker);
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, the others wait at the end: it is thrown where they meet.
      failure = e;
    }
  }

  @Override
  public void run(Operation shared) {
    operation = shared;
    next.set(0);
    begun.arriveAndAwaitAdvance();
    share(own);
    done.arriveAndAwaitAdvance();
    if (failure != null) {
      throw new IllegalStateException("A part of an operation failed", failure);
    }
  }

  @Override
  public void close() {
    closed = true;
    begun.arriveAndDeregister();
  }
}
