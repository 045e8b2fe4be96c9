package io.lyceum.ledger.evm;

/** Decides from time to time whether code that runs goes on. */
@FunctionalInterface
public interface Interruption {

  /** Code runs to its end: so it is wherever blocks are made or judged. */
  Interruption NEVER = () -> {};

  /**
   * Goes on, or ends the execution, whose state is then worthless, by an exception that is not an
   * {@link ExceptionalHalt}. Asked after some hundreds of costly instructions or some thousands of
   * jumps, so that no code runs much longer than it may.
   */
  void check();
}
