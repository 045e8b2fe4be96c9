package io.lyceum.ledger.evm;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Is told what a transaction does, call by call and instruction by instruction. It may read the
 * state, but must change neither that nor the frame. Whatever it throws ends the execution.
 */
public interface Tracer {

  /** Hears nothing, and costs nothing. */
  Tracer NONE = new Tracer() {};

  /**
   * A transaction is about to run. Neither its fees nor anything else of it is in the state yet.
   *
   * @param state on which it will run, for use until {@link #end}
   */
  default void begin(
      JournaledState state, BlockContext block, Address sender, TransactionBody body) {}

  /** The transaction is over: all that it changed, fees included, is in the state. */
  default void end() {}

  /** A call or creation begins; nothing of it is in the state yet. */
  default void enter(Message message) {}

  /** It ended. */
  default void exit(Message message, MessageResult result) {}

  /**
   * Code asked for a call or creation that is not begun, since it is too deep or its caller lacks
   * the value.
   */
  default void refuse(Message message) {}

  /** The innermost call emitted an event. It is undone if that call fails, or one around it. */
  default void log(Log log) {}

  /** The innermost call destroyed itself and left its balance, in wei, to an heir. */
  default void bequeath(Address self, Address heir, UInt256 balance) {}

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
