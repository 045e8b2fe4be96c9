package io.lyceum.ledger.evm;

/** The instructions of a fork by opcode. Immutable. */
public final class InstructionSet {

  /** No instruction at all. */
  public static final InstructionSet NONE = new InstructionSet(new Instruction[256]);

  private final Instruction[] byOpcode;

  private InstructionSet(Instruction[] byOpcode) {
    this.byOpcode = byOpcode;
  }

  /** The instruction of an opcode (0 to 255), or null if it is invalid. */
  public Instruction get(int opcode) {
    return byOpcode[opcode];
  }

  /** Begins a set that differs from this one. */
  public Builder with() {
    return new Builder(byOpcode.clone());
  }

  Instruction[] table() {
    return byOpcode;
  }

  /** Collects instructions. */
  public static final class Builder {
    private final Instruction[] table;

    private Builder(Instruction[] table) {
      this.table = table;
    }

    /** Adds an instruction, or puts it in another's place. */
    public Builder add(
        int opcode, String name, int gas, int operands, int results, Operation operation) {
      table[opcode] = new Instruction(name, gas, operands, results, operation);
      return this;
    }

    /** The finished set. */
    public InstructionSet build() {
      return new InstructionSet(table.clone());
    }
  }
}
