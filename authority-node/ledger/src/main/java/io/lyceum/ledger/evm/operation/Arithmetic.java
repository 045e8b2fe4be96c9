package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.evm.WordArithmetic;

/** 0x01 to 0x0b: arithmetic modulo 2^256. */
public final class Arithmetic {

  private static final int EXPONENT_BYTE_GAS = 50;

  private Arithmetic() {}

  /** ADD. */
  public static void add(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    WordArithmetic.add(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** SUB. */
  public static void sub(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    WordArithmetic.subtract(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** MUL. */
  public static void mul(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic().multiply(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** DIV. */
  public static void div(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic().divide(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** SDIV. */
  public static void sdiv(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic().signedDivide(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** MOD. */
  public static void mod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic().modulo(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** SMOD. */
  public static void smod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic().signedModulo(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** ADDMOD. */
  public static void addmod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic().addModulo(stack.words(), stack.at(0), stack.at(1), stack.at(2), stack.at(2));
    stack.drop(2);
  }

  /** MULMOD. */
  public static void mulmod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.arithmetic()
        .multiplyModulo(stack.words(), stack.at(0), stack.at(1), stack.at(2), stack.at(2));
    stack.drop(2);
  }

  /** EXP, which costs by the bytes of the exponent (EIP-160). */
  public static void exp(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    int bytes = (WordArithmetic.bitLength(stack.words(), stack.at(1)) + 7) / 8;
    frame.charge((long) EXPONENT_BYTE_GAS * bytes);
    evm.arithmetic().power(stack.words(), stack.at(0), stack.at(1), stack.at(1));
    stack.drop(1);
  }

  /** SIGNEXTEND: extends a number of so many bytes less one. */
  public static void signextend(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long index = stack.asLong(0);
    stack.drop(1);
    if (index < 31) {
      long[] w = stack.words();
      int o = stack.at(0);
      int signBit = (int) index * 8 + 7;
      boolean negative = (w[o + (signBit >> 6)] >>> signBit & 1) != 0;
      int shift = 255 - signBit;
      WordArithmetic.shiftLeft(w, o, shift);
      WordArithmetic.shiftRight(w, o, shift, negative ? -1 : 0);
    }
  }
}
