package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ExceptionalHalt;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.OperandStack;
import org.apache.tuweni.bytes.Bytes;

/** Jumps, pushes, and ends of a frame. */
public final class Flow {

  private Flow() {}

  /** STOP. */
  public static void stop(Frame frame, Evm evm) {
    frame.finish(Bytes.EMPTY);
  }

  /** JUMP. */
  public static void jump(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long destination = stack.asLong(0);
    stack.drop(1);
    jump(frame, destination);
  }

  /** JUMPI. */
  public static void jumpi(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long destination = stack.asLong(0);
    boolean taken = !stack.isZero(1);
    stack.drop(2);
    if (taken) {
      jump(frame, destination);
    }
  }

  private static void jump(Frame frame, long destination) {
    if (!frame.code().isJumpDestination(destination)) {
      throw ExceptionalHalt.of(HaltReason.INVALID_JUMP_DESTINATION);
    }
    frame.jumpTo((int) destination);
  }

  /** JUMPDEST. */
  public static void jumpdest(Frame frame, Evm evm) {}

  /** PC: the position of this very operation. */
  public static void pc(Frame frame, Evm evm) {
    frame.stack().pushLong(frame.pc() - 1L);
  }

  /** GAS: what is left after this operation. */
  public static void gas(Frame frame, Evm evm) {
    frame.stack().pushLong(frame.gas());
  }

  /** POP. */
  public static void pop(Frame frame, Evm evm) {
    frame.stack().drop(1);
  }

  /** PUSH0 (EIP-3855). */
  public static void push0(Frame frame, Evm evm) {
    frame.stack().pushLong(0);
  }

  /** PUSH1 to PUSH32. */
  public static void push(Frame frame, int length) {
    frame.stack().pushBytes(frame.code().padded(), frame.pc(), length);
    frame.jumpTo(frame.pc() + length);
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
