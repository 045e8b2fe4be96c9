package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.ExceptionalHalt;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.evm.Memory;
import io.lyceum.ledger.evm.OperandStack;

/** Reading of call data, code and return data, memory, and KECCAK256. */
public final class Data {

  private static final int COPY_WORD_GAS = 3;
  private static final int HASH_WORD_GAS = 6;

  private Data() {}

  /** KECCAK256 of a range of memory. */
  public static void keccak256(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long offset = stack.asLong(0);
    long length = stack.asLong(1);
    frame.chargeWords(length, HASH_WORD_GAS);
    frame.expandMemory(offset, length);
    stack.drop(1);
    int from = length == 0 ? 0 : (int) offset;
    stack.set(0, evm.keccak(frame.memory().array(), from, (int) length), 0);
  }

  /** CALLDATALOAD. */
  public static void calldataload(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    byte[] input = frame.input();
    long offset = stack.asLong(0);
    if (offset >= input.length) {
      stack.set(0, 0);
    } else if (offset + 32 <= input.length) {
      stack.set(0, input, (int) offset);
    } else {
      byte[] word = new byte[32];
      System.arraycopy(input, (int) offset, word, 0, input.length - (int) offset);
      stack.set(0, word, 0);
    }
  }

  /** CALLDATASIZE. */
  public static void calldatasize(Frame frame, Evm evm) {
    frame.stack().pushLong(frame.input().length);
  }

  /** CALLDATACOPY. */
  public static void calldatacopy(Frame frame, Evm evm) {
    copy(frame, 0, frame.input(), frame.input().length);
  }

  /** CODESIZE. */
  public static void codesize(Frame frame, Evm evm) {
    frame.stack().pushLong(frame.code().size());
  }

  /** CODECOPY. */
  public static void codecopy(Frame frame, Evm evm) {
    copy(frame, 0, frame.code().padded(), frame.code().padded().length);
  }

  /** RETURNDATASIZE (EIP-211). */
  public static void returndatasize(Frame frame, Evm evm) {
    frame.stack().pushLong(frame.returnData().length);
  }

  /** RETURNDATACOPY (EIP-211): reading past the end is an error. */
  public static void returndatacopy(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long from = stack.asLong(1);
    long length = stack.asLong(2);
    int available = frame.returnData().length;
    if (from > available || length > available - from) {
      throw ExceptionalHalt.of(HaltReason.RETURN_DATA_OUT_OF_BOUNDS);
    }
    copy(frame, 0, frame.returnData(), available);
  }

  /**
   * Copies data to memory; the operands, from the n-th on, are target, source and length, and are
   * dropped with those above them.
   */
  static void copy(Frame frame, int n, byte[] source, int size) {
    OperandStack stack = frame.stack();
    long to = stack.asLong(n);
    long from = Math.min(stack.asLong(n + 1), size);
    long length = stack.asLong(n + 2);
    frame.chargeWords(length, COPY_WORD_GAS);
    frame.expandMemory(to, length);
    stack.drop(n + 3);
    if (length > 0) {
      frame.memory().write(source, from, (int) to, (int) length);
    }
  }

  /** MLOAD of what is not in use yet. */
  public static void mload(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    frame.expandMemory(stack.asLong(0), 32);
    stack.set(0, frame.memory().array(), (int) stack.asLong(0));
  }

  /** MSTORE to what is not in use yet. */
  public static void mstore(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    frame.expandMemory(stack.asLong(0), 32);
    stack.write(1, frame.memory().array(), (int) stack.asLong(0));
    stack.drop(2);
  }

  /** MSTORE8. */
  public static void mstore8(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long offset = stack.asLong(0);
    frame.expandMemory(offset, 1);
    frame.memory().array()[(int) offset] = stack.lastByte(1);
    stack.drop(2);
  }

  /** MSIZE. */
  public static void msize(Frame frame, Evm evm) {
    frame.stack().pushLong(frame.memory().size());
  }

  /** MCOPY (EIP-5656). */
  public static void mcopy(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long to = stack.asLong(0);
    long from = stack.asLong(1);
    long length = stack.asLong(2);
    frame.chargeWords(length, COPY_WORD_GAS);
    frame.expandMemory(Math.max(to, from), length);
    stack.drop(3);
    if (length > 0) {
      Memory memory = frame.memory();
      memory.move((int) from, (int) to, (int) length);
    }
  }
}
