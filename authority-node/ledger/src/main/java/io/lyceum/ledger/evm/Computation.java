package io.lyceum.ledger.evm;

import io.lyceum.ledger.evm.word.Comparison;
import io.lyceum.ledger.evm.word.WordFunction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The instructions that know nothing but stack, memory and code, in one loop. Position, gas and
 * height of the stack are local variables of it. It moves words and jumps by itself; what computes
 * is a {@link WordFunction} of the fork.
 */
final class Computation {

  /** Says that nothing remains to be done for the last instruction. */
  static final int DONE = -1;

  /** No stack is higher, in longs; by masking with it the compiler learns so. */
  private static final int HIGHEST = 0x3fffffff;

  private static final int POP = 0x50;
  private static final int MLOAD = 0x51;
  private static final int MSTORE = 0x52;
  private static final int JUMP = 0x56;
  private static final int JUMPI = 0x57;
  private static final int PC = 0x58;
  private static final int GAS = 0x5a;
  private static final int JUMPDEST = 0x5b;
  private static final int PUSH0 = 0x5f;
  private static final int PUSH1 = 0x60;
  private static final int DUP1 = 0x80;
  private static final int SWAP1 = 0x90;
  private static final int SWAP16 = 0x9f;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A power of two: after so many jumps it is asked whether to go on. */
  private static final int JUMPS_BETWEEN_CHECKS = 1 << 12;

  private final InstructionSet instructions;
  private final Interruption interruption;

  Computation(InstructionSet instructions, Interruption interruption) {
    this.instructions = instructions;
    this.interruption = interruption;
  }

  /**
   * Runs a frame up to an instruction that is done elsewhere. That one is paid for, the position is
   * behind it, and its operands are still there.
   *
   * @param once whether to return after one instruction
   * @return the opcode of that instruction, or {@link #DONE}
   * @throws ExceptionalHalt if the frame halts; its gas is then what was left
   */
  int run(Frame frame, boolean once) {
    long[] demands = instructions.demands();
    WordFunction[] functions = instructions.functions();
    byte[] code = frame.code().padded();
    long[] destinations = frame.code().destinations();
    Memory memory = frame.memory();
    OperandStack stack = frame.stack();
    long[] w = stack.words();
    int top = stack.top();
    int pc = frame.pc;
    long gas = frame.gas;
    int left = DONE;
    int jumps = 0;
    loop:
    do {
      int opcode = code[pc] & 0xff;
      long demand = demands[opcode];
      int base = top & HIGHEST;
      if (Integer.compareUnsigned(base - InstructionSet.least(demand), InstructionSet.span(demand))
          > 0) {
        throw halt(frame, gas, instructions.refusal(opcode, base));
      }
      gas -= InstructionSet.gas(demand);
      if (gas < 0) {
        throw halt(frame, gas + InstructionSet.gas(demand), HaltReason.OUT_OF_GAS);
      }
      pc++;
      top = base + InstructionSet.growth(demand);
      if (top > w.length) {
        w = stack.grow();
      }
      if (opcode >= PUSH1 && opcode <= SWAP16) {
        if (opcode == PUSH1) {
          set(w, base, code[pc] & 0xff);
          pc++;
        } else if (opcode < DUP1) {
          int length = opcode - PUSH1 + 1;
          push(code, pc, length, w, base);
          pc += length;
        } else if (opcode < SWAP1) {
          copy(w, base - ((opcode - DUP1 + 1) << 2), base);
        } else {
          swap(w, base - 4, base - ((opcode - SWAP1 + 2) << 2));
        }
        continue;
      }
      switch (opcode) {
        case POP, JUMPDEST -> {}
        case MLOAD -> {
          long offset = OperandStack.asLong(w, base - 4);
          if (offset > memory.size() - 32) {
            top = base;
            left = opcode;
            break loop;
          }
          memory.load((int) offset, w, base - 4);
        }
        case MSTORE -> {
          long offset = OperandStack.asLong(w, base - 4);
          if (offset > memory.size() - 32) {
            top = base;
            left = opcode;
            break loop;
          }
          memory.store((int) offset, w, base - 8);
        }
        case JUMP -> {
          if (!isDestination(destinations, w, base - 4)) {
            throw halt(frame, gas, HaltReason.INVALID_JUMP_DESTINATION);
          }
          pc = (int) w[base - 4];
          checkAfter(++jumps);
        }
        case JUMPI -> {
          if (!Comparison.isZero(w, base - 8)) {
            if (!isDestination(destinations, w, base - 4)) {
              throw halt(frame, gas, HaltReason.INVALID_JUMP_DESTINATION);
            }
            pc = (int) w[base - 4];
            checkAfter(++jumps);
          }
        }
        case PC -> set(w, base, pc - 1L);
        case GAS -> set(w, base, gas);
        case PUSH0 -> set(w, base, 0);
        default -> {
          WordFunction function = functions[opcode];
          if (function == null) {
            top = base;
            left = opcode;
            break loop;
          }
          function.apply(w, base);
        }
      }
    } while (!once);
    frame.pc = pc;
    frame.gas = gas;
    stack.resize(top);
    return left;
  }

  private static ExceptionalHalt halt(Frame frame, long gas, HaltReason reason) {
    frame.gas = gas;
    return ExceptionalHalt.of(reason);
  }

  private void checkAfter(int jumps) {
    if ((jumps & (JUMPS_BETWEEN_CHECKS - 1)) == 0) {
      interruption.check();
    }
  }

  private static boolean isDestination(long[] destinations, long[] w, int a) {
    long position = w[a];
    return (w[a + 1] | w[a + 2] | w[a + 3]) == 0
        && position >>> 6 < destinations.length
        && (destinations[(int) (position >>> 6)] >>> position & 1) != 0;
  }

  private static void set(long[] w, int a, long value) {
    w[a] = value;
    w[a + 1] = 0;
    w[a + 2] = 0;
    w[a + 3] = 0;
  }

  /** Sets a word to the number that some bytes make. */
  private static void push(byte[] code, int from, int length, long[] w, int to) {
    if (length <= 8) {
      set(w, to, head(code, from, length));
    } else {
      int end = from + length;
      w[to] = (long) BIG_ENDIAN.get(code, end - 8);
      w[to + 1] = limb(code, from, end - 16);
      w[to + 2] = limb(code, from, end - 24);
      w[to + 3] = limb(code, from, end - 32);
    }
  }

  /** Eight bytes, or as many of them as do not lie before the first. */
  private static long limb(byte[] code, int first, int from) {
    if (from >= first) {
      return (long) BIG_ENDIAN.get(code, from);
    }
    int length = from + 8 - first;
    return length <= 0 ? 0 : head(code, first, length);
  }

  /** One to eight bytes. The code is padded, so that eight can be read wherever one is. */
  private static long head(byte[] code, int from, int length) {
    return (long) BIG_ENDIAN.get(code, from) >>> 64 - 8 * length;
  }

  private static void copy(long[] w, int from, int to) {
    w[to] = w[from];
    w[to + 1] = w[from + 1];
    w[to + 2] = w[from + 2];
    w[to + 3] = w[from + 3];
  }

  private static void swap(long[] w, int a, int b) {
    long a0 = w[a];
    long a1 = w[a + 1];
    long a2 = w[a + 2];
    long a3 = w[a + 3];
    copy(w, b, a);
    w[b] = a0;
    w[b + 1] = a1;
    w[b + 2] = a2;
    w[b + 3] = a3;
  }
}
