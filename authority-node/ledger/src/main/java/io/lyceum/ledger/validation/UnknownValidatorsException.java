package io.lyceum.ledger.validation;

/**
 * Nobody can say who the validators after a block are, for example because the contract that should
 * name them does not. The chain's own data is whole.
 */
public final class UnknownValidatorsException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  UnknownValidatorsException(String finding) {
    super(finding);
  }

  UnknownValidatorsException(String finding, Throwable cause) {
    super(finding, cause);
  }
}
