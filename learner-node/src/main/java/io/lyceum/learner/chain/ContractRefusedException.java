package io.lyceum.learner.chain;

/** A contract reverted a call. */
public final class ContractRefusedException extends ChainException {

  private final String error;

  /**
   * @param what was tried, as the sentence's subject
   * @param error name of the contract's custom error; empty if it gave none
   * @param reason the error in words
   */
  public ContractRefusedException(String what, String error, String reason) {
    super(what + " was refused: " + reason + ".");
    this.error = error;
  }

  /** Name of the contract's custom error, such as {@code NotPending}; empty if it gave none. */
  public String error() {
    return error;
  }
}
