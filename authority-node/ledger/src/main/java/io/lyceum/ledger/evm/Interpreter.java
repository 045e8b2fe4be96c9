package io.lyceum.ledger.evm;

/**
 * Runs frames: computation, and between its stretches the operations of the fork.
 *
 * <p>For one thread.
 */
final class Interpreter {

  private final InstructionSet instructions;
  private final Computation computation;
  private final Evm evm;

  Interpreter(InstructionSet instructions, Evm evm) {
    this.instructions = instructions;
    this.computation = new Computation(instructions);
    this.evm = evm;
  }

  /**
   * Runs a frame until it ends or waits for a callee.
   *
   * @throws ExceptionalHalt if the frame halts
   */
  void run(Frame frame) {
    while (frame.status == Frame.Status.RUNNING) {
      instructions.operation(computation.run(frame, false)).execute(frame, evm);
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
  }
}
