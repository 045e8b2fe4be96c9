package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ExceptionalHalt;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.OperandStack;
import org.apache.tuweni.bytes.Bytes;

/** Ends of a frame. */
public final class Flow {

  private Flow() {}

  /** STOP. */
  public static void stop(Frame frame, Evm evm) {
    frame.finish(Bytes.EMPTY);
  }

  /** RETURN. */
  public static void returnData(Frame frame, Evm evm) {
    frame.finish(range(frame));
  }

  /** REVERT (EIP-140). */
  public static void revert(Frame frame, Evm evm) {
    frame.revert(range(frame));
  }

  /** INVALID (EIP-141). */
  public static void invalid(Frame frame, Evm evm) {
    throw ExceptionalHalt.of(HaltReason.INVALID_OPERATION);
  }

  private static Bytes range(Frame frame) {
    OperandStack stack = frame.stack();
    long offset = stack.asLong(0);
    long length = stack.asLong(1);
    frame.expandMemory(offset, length);
    stack.drop(2);
    return length == 0 ? Bytes.EMPTY : Bytes.wrap(frame.memory().read((int) offset, (int) length));
  }
}
