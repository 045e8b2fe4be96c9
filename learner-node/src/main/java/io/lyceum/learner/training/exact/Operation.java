package io.lyceum.learner.training.exact;

/**
 * A step of the computation whose parts are independent of each other: they may run in any order,
 * on any thread. Bound to its memory once, then run again and again.
 */
interface Operation {

  /** How many parts it has now. */
  int parts();

  /** Runs one part. */
  void run(int part, Worker worker);
}
