package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.training.nd4j.ModelProgram.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Programs that nobody runs just now, up to a number: a process that serves one job after the other
 * would fill its native memory otherwise. What was used longest ago goes first. Safe for use by
 * many threads.
 */
final class IdlePrograms {

  private final int limit;

  /** The one that was used last comes first. */
  private final Deque<ModelProgram> programs = new ArrayDeque<>();

  IdlePrograms(int limit) {
    this.limit = limit;
  }

  /** Takes out a program of a shape. */
  synchronized Optional<ModelProgram> take(Shape shape) {
    for (Iterator<ModelProgram> each = programs.iterator(); each.hasNext(); ) {
      ModelProgram program = each.next();
      if (program.shape().equals(shape)) {
        each.remove();
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** Keeps a program for its next use. */
  synchronized void keep(ModelProgram program) {
    programs.addFirst(program);
    if (programs.size() > limit) {
      programs.removeLast();
    }
  }

  synchronized void clear() {
    programs.clear();
  }
}
