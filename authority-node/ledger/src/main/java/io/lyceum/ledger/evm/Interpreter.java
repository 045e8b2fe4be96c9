package io.lyceum.ledger.evm;

/**
 * Runs frames: computation, and between its stretches the operations of the fork.
 *
 * <p>For one thread.
 */
final class Interpreter {

  /** A power of two: after so many operations it is asked whether to go on. */
  private static final int OPERATIONS_BETWEEN_CHECKS = 1 << 7;

  private final InstructionSet instructions;
  private final Computation computation;
  private final Evm evm;
  private final Interruption interruption;
  private int operations;

  Interpreter(InstructionSet instructions, Evm evm, Interruption interruption) {
    this.instructions = instructions;
    this.computation = new Computation(instructions, interruption);
    this.evm = evm;
    this.interruption = interruption;
  }

  /**
   * Runs a frame until it ends or waits for a callee.
   *
   * @throws ExceptionalHalt if the frame halts
   */
  void run(Frame frame) {
    while (frame.status == Frame.Status.RUNNING) {
      instructions.operation(computation.run(frame, false)).execute(frame, evm);
      countOperation();
    }
  }

  private void countOperation() {
    if ((++operations & (OPERATIONS_BETWEEN_CHECKS - 1)) == 0) {
      interruption.check();
    }
  }

  /**
   * Runs one instruction.
   *
   * @throws ExceptionalHalt if the frame halts; its gas is then what was left
   */
  void step(Frame frame) {
    int opcode = computation.run(frame, true);
    if (opcode != Computation.DONE) {
      instructions.operation(opcode).execute(frame, evm);
    }
    countOperation();
  }
}
