package io.lyceum.learner.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an engine has laid out in memory and nobody uses just now, up to a number: a process that
 * serves one job after the other would fill its memory otherwise. What was used longest ago goes
 * first. Safe for use by many threads.
 *
 * @param <K> what a thing is laid out for
 * @param <T> the things
 */
public final class IdlePool<K, T> {

  private final int limit;
  private final Function<T, K> keys;
  private final Consumer<T> disposal;

  /** The one that was used last comes first. */
  private final Deque<T> idle = new ArrayDeque<>();

  /**
   * @param limit the most things to keep
   * @param keys what a thing is laid out for
   * @param disposal frees a thing that is kept no longer
   */
  public IdlePool(int limit, Function<T, K> keys, Consumer<T> disposal) {
    this.limit = limit;
    this.keys = keys;
    this.disposal = disposal;
  }

  /** Takes out a thing that is laid out for a key. */
  public synchronized Optional<T> take(K key) {
    for (Iterator<T> each = idle.iterator(); each.hasNext(); ) {
      T thing = each.next();
      if (keys.apply(thing).equals(key)) {
        each.remove();
        return Optional.of(thing);
      }
    }
    return Optional.empty();
  }

  /** Keeps a thing for its next use. */
  public synchronized void keep(T thing) {
    idle.addFirst(thing);
    if (idle.size() > limit) {
      disposal.accept(idle.removeLast());
    }
  }

  /** Frees everything; what cannot be freed is not tried twice. */
  public synchronized void clear() {
    while (!idle.isEmpty()) {
      disposal.accept(idle.removeFirst());
    }
  }
}
