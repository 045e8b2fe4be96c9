package io.lyceum.ledger.evm;

import io.lyceum.ledger.evm.word.WordFunction;

/**
 * An entry of a fork's instruction set.
 *
 * @param name as in the yellow paper
 * @param gas the fixed part of the cost
 * @param operands words that must be on the stack
 * @param results words that are there instead afterwards
 * @param work the rest of it
 */
public record Instruction(String name, int gas, int operands, int results, Work work) {

  /** What an instruction does. */
  public sealed interface Work {}

  /** It moves words, or goes to another place in the code: {@link Computation} does that. */
  public record Move() implements Work {}

  /** It computes. */
  public record Compute(WordFunction function) implements Work {}

  /** It needs more than the stack. */
  public record Operate(Operation operation) implements Work {}
}
