package io.lyceum.ledger.evm.word;

/**
 * A function of the words that lie just below a place in an array, the first operand on top. The
 * result replaces the last operand.
 */
@FunctionalInterface
public interface WordFunction {

  /**
   * Computes.
   *
   * @param w the array
   * @param top where the first operand ends
   */
  void apply(long[] w, int top);
}
