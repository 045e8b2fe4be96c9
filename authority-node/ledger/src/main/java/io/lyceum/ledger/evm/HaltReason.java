package io.lyceum.ledger.evm;

/** Why a frame ended exceptionally: all its gas is lost and all that it did is undone. */
public enum HaltReason {
  /** The gas does not suffice. */
  OUT_OF_GAS,
  /** The byte is no operation of this fork. */
  INVALID_OPERATION,
  /** An operation wants more operands than the stack holds. */
  STACK_UNDERFLOW,
  /** The stack would hold more words than the rules allow. */
  STACK_OVERFLOW,
  /** A jump to what is no JUMPDEST. */
  INVALID_JUMP_DESTINATION,
  /** A write within a static call. */
  ILLEGAL_STATE_CHANGE,
  /** A read past the end of the return data. */
  RETURN_DATA_OUT_OF_BOUNDS,
  /** The created code is longer than EIP-170 allows. */
  CODE_TOO_LARGE,
  /** The init code is longer than EIP-3860 allows. */
  INIT_CODE_TOO_LARGE,
  /** The created code begins with 0xEF (EIP-3541). */
  INVALID_CODE,
  /** There is an account with code, nonce or storage where one was to be created. */
  ADDRESS_COLLISION,
  /** A precompiled contract refused its input. */
  PRECOMPILE_FAILED
}
