package io.lyceum.learner.chain;

/** Another transaction of the account took the place of one that was sent, which is void now. */
public final class SupersededException extends ChainException {

  /**
   * @param what was tried, as the sentence's subject
   */
  public SupersededException(String what) {
    super(what + " is void: another transaction of the account took its place.");
  }
}
