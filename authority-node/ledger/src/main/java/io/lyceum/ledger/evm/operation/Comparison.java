package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.evm.WordArithmetic;

/** 0x10 to 0x1e: comparison and operations on bits. */
public final class Comparison {

  private Comparison() {}

  /** LT. */
  public static void lt(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    answer(stack, WordArithmetic.compare(stack.words(), stack.at(0), stack.at(1)) < 0);
  }

  /** GT. */
  public static void gt(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    answer(stack, WordArithmetic.compare(stack.words(), stack.at(0), stack.at(1)) > 0);
  }

  /** SLT. */
  public static void slt(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    answer(stack, WordArithmetic.compareSigned(stack.words(), stack.at(0), stack.at(1)) < 0);
  }

  /** SGT. */
  public static void sgt(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    answer(stack, WordArithmetic.compareSigned(stack.words(), stack.at(0), stack.at(1)) > 0);
  }

  /** EQ. */
  public static void eq(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    answer(stack, WordArithmetic.compare(stack.words(), stack.at(0), stack.at(1)) == 0);
  }

  /** ISZERO. */
  public static void iszero(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    stack.set(0, stack.isZero(0) ? 1 : 0);
  }

  /** AND. */
  public static void and(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long[] w = stack.words();
    int a = stack.at(0);
    int b = stack.at(1);
    for (int i = 0; i < 4; i++) {
      w[b + i] &= w[a + i];
    }
    stack.drop(1);
  }

  /** OR. */
  public static void or(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long[] w = stack.words();
    int a = stack.at(0);
    int b = stack.at(1);
    for (int i = 0; i < 4; i++) {
      w[b + i] |= w[a + i];
    }
    stack.drop(1);
  }

  /** XOR. */
  public static void xor(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long[] w = stack.words();
    int a = stack.at(0);
    int b = stack.at(1);
    for (int i = 0; i < 4; i++) {
      w[b + i] ^= w[a + i];
    }
    stack.drop(1);
  }

  /** NOT. */
  public static void not(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long[] w = stack.words();
    int a = stack.at(0);
    for (int i = 0; i < 4; i++) {
      w[a + i] = ~w[a + i];
    }
  }

  /** BYTE: a byte of a word, counted from the most significant. */
  public static void byteAt(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long index = stack.asLong(0);
    stack.drop(1);
    if (index >= 32) {
      stack.set(0, 0);
    } else {
      int place = 31 - (int) index;
      stack.set(0, stack.words()[stack.at(0) + (place >> 3)] >>> ((place & 7) << 3) & 0xff);
    }
  }

  /** SHL. */
  public static void shl(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long by = stack.asLong(0);
    stack.drop(1);
    if (by >= 256) {
      stack.set(0, 0);
    } else {
      WordArithmetic.shiftLeft(stack.words(), stack.at(0), (int) by);
    }
  }

  /** SHR. */
  public static void shr(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long by = stack.asLong(0);
    stack.drop(1);
    if (by >= 256) {
      stack.set(0, 0);
    } else {
      WordArithmetic.shiftRight(stack.words(), stack.at(0), (int) by, 0);
    }
  }

  /** SAR. */
  public static void sar(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long by = Math.min(stack.asLong(0), 255);
    stack.drop(1);
    long[] w = stack.words();
    int o = stack.at(0);
    WordArithmetic.shiftRight(w, o, (int) by, w[o + 3] >> 63);
  }

  /** CLZ (EIP-7939): the number of leading zero bits. */
  public static void clz(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    stack.set(0, 256 - WordArithmetic.bitLength(stack.words(), stack.at(0)));
  }

  private static void answer(OperandStack stack, boolean value) {
    stack.drop(1);
    stack.set(0, value ? 1 : 0);
  }
}
