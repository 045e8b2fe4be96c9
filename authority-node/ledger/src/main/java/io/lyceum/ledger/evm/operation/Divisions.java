package io.lyceum.ledger.evm.operation;

import io.lyceum.ledger.evm.Evm;
import io.lyceum.ledger.evm.Frame;
import io.lyceum.ledger.evm.OperandStack;
import io.lyceum.ledger.evm.word.Arithmetic;
import io.lyceum.ledger.evm.word.Bits;

/** Division and powers. */
public final class Divisions {

  private static final int EXPONENT_BYTE_GAS = 50;

  private Divisions() {}

  /** DIV. */
  public static void div(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.division().divide(stack.words(), stack.top());
    stack.drop(1);
  }

  /** SDIV. */
  public static void sdiv(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.division().signedDivide(stack.words(), stack.top());
    stack.drop(1);
  }

  /** MOD. */
  public static void mod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.division().modulo(stack.words(), stack.top());
    stack.drop(1);
  }

  /** SMOD. */
  public static void smod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.division().signedModulo(stack.words(), stack.top());
    stack.drop(1);
  }

  /** ADDMOD. */
  public static void addmod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.division().addModulo(stack.words(), stack.top());
    stack.drop(2);
  }

  /** MULMOD. */
  public static void mulmod(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    evm.division().multiplyModulo(stack.words(), stack.top());
    stack.drop(2);
  }

  /** EXP, which costs by the bytes of the exponent (EIP-160). */
  public static void exp(Frame frame, Evm evm) {
    OperandStack stack = frame.stack();
    long[] words = stack.words();
    int bytes = (Bits.length(words, stack.top() - 8) + 7) / 8;
    frame.charge((long) EXPONENT_BYTE_GAS * bytes);
    Arithmetic.power(words, stack.top());
    stack.drop(1);
  }
}
