package io.lyceum.verification;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Work that goes on beside the rounds, each piece on a virtual thread of its own, so that a peer
 * that is slow on purpose delays only what concerns it.
 */
final class Tasks implements AutoCloseable {

  private final Map<String, Thread> running = new ConcurrentHashMap<>();

  /** Does work unless work of the same name is being done. */
  void start(String name, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } finally {
                    running.remove(name);
                  }
                });
    if (running.putIfAbsent(name, thread) == null) {
      thread.start();
    }
  }

  /** Interrupts all work and waits until it has ended; nothing may be started meanwhile. */
  @Override
  public void close() {
    running.values().forEach(Thread::interrupt);
    running.values().forEach(Tasks::join);
  }

  /** Waits for a thread's end, and keeps an interruption for later. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
