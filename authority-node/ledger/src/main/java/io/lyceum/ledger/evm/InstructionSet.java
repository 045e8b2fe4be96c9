package io.lyceum.ledger.evm;

import io.lyceum.ledger.evm.word.WordFunction;

/** The instructions of a fork by opcode. Immutable. */
public final class InstructionSet {

  /** No instruction at all. */
  public static final InstructionSet NONE =
      new InstructionSet(new Instruction[256], ForkRules.MAX_STACK_SIZE);

  private static final int LONGS_PER_WORD = 4;

  /** A height that no stack has, since it is not that of whole words. */
  private static final long UNSATISFIABLE = 0xff << 16;

  private final Instruction[] byOpcode;
  private final int stackLimit;
  private final long[] demands = new long[256];
  private final WordFunction[] functions = new WordFunction[256];
  private final Operation[] operations = new Operation[256];

  private InstructionSet(Instruction[] byOpcode, int stackLimit) {
    this.byOpcode = byOpcode;
    this.stackLimit = stackLimit;
    for (int opcode = 0; opcode < 256; opcode++) {
      Instruction instruction = byOpcode[opcode];
      demands[opcode] = instruction == null ? UNSATISFIABLE : demand(instruction, stackLimit);
      if (instruction != null) {
        switch (instruction.work()) {
          case Instruction.Move() -> {}
          case Instruction.Compute(WordFunction function) -> functions[opcode] = function;
          case Instruction.Operate(Operation operation) -> operations[opcode] = operation;
        }
      }
    }
  }

  /** The instruction of an opcode (0 to 255), or null if it is invalid. */
  public Instruction get(int opcode) {
    return byOpcode[opcode];
  }

  /** Begins a set that differs from this one. */
  public Builder with() {
    return new Builder(byOpcode.clone(), stackLimit);
  }

  /** The same instructions on stacks of at most so many words. */
  InstructionSet within(int words) {
    return words == stackLimit ? this : new InstructionSet(byOpcode, words);
  }

  /**
   * What each opcode demands, in one number: gas, and the height of the stack before and after, in
   * longs. No stack is good for an invalid opcode. Not to be written to.
   */
  long[] demands() {
    return demands;
  }

  /** The fixed cost. */
  static int gas(long demand) {
    return (int) demand & 0xffff;
  }

  /** The least height of the stack before. */
  static int least(long demand) {
    return (int) demand >>> 16 & 0xff;
  }

  /** By how much the stack grows. */
  static int growth(long demand) {
    return (int) demand >> 24;
  }

  /** How much higher than the least it may be before. */
  static int span(long demand) {
    return (int) (demand >>> 32);
  }

  private static long demand(Instruction instruction, int stackLimit) {
    int growth = instruction.results() - instruction.operands();
    int span = stackLimit - Math.max(growth, 0) - instruction.operands();
    return span < 0
        ? UNSATISFIABLE
        : instruction.gas()
            | LONGS_PER_WORD * instruction.operands() << 16
            | (LONGS_PER_WORD * growth & 0xffL) << 24
            | (long) LONGS_PER_WORD * span << 32;
  }

  /** Why an opcode cannot run on a stack of so many longs, if it cannot. */
  HaltReason refusal(int opcode, int stack) {
    Instruction instruction = byOpcode[opcode];
    if (instruction == null) {
      return HaltReason.INVALID_OPERATION;
    }
    return stack < LONGS_PER_WORD * instruction.operands()
        ? HaltReason.STACK_UNDERFLOW
        : HaltReason.STACK_OVERFLOW;
  }

  /** The functions of the opcodes that compute; null elsewhere. Not to be written to. */
  WordFunction[] functions() {
    return functions;
  }

  /** What an opcode does that needs more than the stack; null elsewhere. */
  Operation operation(int opcode) {
    return operations[opcode];
  }

  /** Collects instructions. */
  public static final class Builder {
    private final Instruction[] table;
    private final int stackLimit;

    private Builder(Instruction[] table, int stackLimit) {
      this.table = table;
      this.stackLimit = stackLimit;
    }

    /** Adds an instruction, or puts it in another's place. */
    public Builder operate(
        int opcode, String name, int gas, int operands, int results, Operation operation) {
      return add(opcode, name, gas, operands, results, new Instruction.Operate(operation));
    }

    /** Adds an instruction that computes. */
    public Builder compute(
        int opcode, String name, int gas, int operands, int results, WordFunction function) {
      return add(opcode, name, gas, operands, results, new Instruction.Compute(function));
    }

    /** Adds an instruction that only moves words or goes to another place. */
    public Builder move(int opcode, String name, int gas, int operands, int results) {
      return add(opcode, name, gas, operands, results, new Instruction.Move());
    }

    private Builder add(
        int opcode, String name, int gas, int operands, int results, Instruction.Work work) {
      table[opcode] = new Instruction(name, gas, operands, results, work);
      return this;
    }

    /** The finished set. */
    public InstructionSet build() {
      return new InstructionSet(table.clone(), stackLimit);
    }
  }
}
