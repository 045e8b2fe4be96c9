package io.lyceum.ledger.evm;

import java.util.Optional;

/** Is told what the machine does, instruction by instruction. It must not change the frame. */
public interface Tracer {

  /** Hears nothing, and costs nothing. */
  Tracer NONE = new Tracer() {};

  /** A call or creation begins. */
  default void enter(Message message) {}

  /** It ended. */
  default void exit(Message message, MessageResult result) {}

  /** An instruction is about to run; pc, gas, stack and memory are those before it. */
  default void before(Frame frame, int opcode) {}

  /**
   * It ran, or halted.
   *
   * @param cost the gas that it took, with what it handed to a callee
   * @param halt why it halted, if it did
   */
  default void after(Frame frame, int opcode, long cost, Optional<HaltReason> halt) {}
}
