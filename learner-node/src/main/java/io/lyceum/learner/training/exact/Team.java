package io.lyceum.learner.training.exact;

import java.util.concurrent.Phaser;

/**
 * Threads that share the parts of each operation, part i going to thread i modulo their number. The
 * caller's thread is one of them.
 */
final class Team implements Workers {

  private final Worker own;
  private final int threads;
  private final Phaser begun;
  private final Phaser done;
  private volatile Operation operation;
  private volatile boolean closed;
  private volatile Throwable failure;

  Team(Worker own, int threads, Dimensions dimensions, KernelChoice kernels) {
    this.own = own;
    this.threads = threads;
    this.begun = new Phaser(threads);
    this.done = new Phaser(threads);
    for (int i = 1; i < threads; i++) {
      int index = i;
      Worker worker = Worker.of(dimensions, kernels.create());
      Thread.ofPlatform().daemon().name("exact-" + i).start(() -> follow(index, worker));
    }
  }

  private void follow(int index, Worker worker) {
    begun.arriveAndAwaitAdvance();
    while (!closed) {
      share(index, worker);
      done.arriveAndAwaitAdvance();
      begun.arriveAndAwaitAdvance();
    }
  }

  private void share(int index, Worker worker) {
    try {
      int parts = operation.parts();
      for (int part = index; part < parts; part += threads) {
        operation.run(part, worker);
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, the others wait at the end: it is thrown where they meet.
      failure = e;
    }
  }

  @Override
  public void run(Operation next) {
    operation = next;
    begun.arriveAndAwaitAdvance();
    share(0, own);
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
