package io.lyceum.learner.agent;

/** Takes a learner's events, on the learner's thread; it returns soon and throws nothing. */
@FunctionalInterface
public interface LearnerListener {

  /** Something happened. */
  void on(LearnerEvent event);

  /** Passes events by. */
  static LearnerListener none() {
    return event -> {};
  }
}
