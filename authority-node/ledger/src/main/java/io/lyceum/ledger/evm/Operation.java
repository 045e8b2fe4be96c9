package io.lyceum.ledger.evm;

/** What an instruction does, after its operands are checked and its fixed gas is paid. */
@FunctionalInterface
public interface Operation {

  /**
   * Runs on a frame, whose pc already points behind the opcode.
   *
   * @throws ExceptionalHalt if it ends the frame
   */
  void execute(Frame frame, Evm evm);
}
