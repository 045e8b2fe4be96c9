package io.lyceum.learner.training.exact;

/** What becomes of a chain of fused multiply-adds at its place in the result. */
enum Onto {
  /** The chain starts from +0 and replaces what is there. */
  STORE,
  /** The chain starts from what is there: it goes on with an earlier one. */
  CONTINUE,
  /** The chain starts from +0 and is added to what is there. */
  ADD
}
