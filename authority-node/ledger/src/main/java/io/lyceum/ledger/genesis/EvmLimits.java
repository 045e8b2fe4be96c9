package io.lyceum.ledger.genesis;

import java.util.OptionalInt;

/**
 * Limits of the EVM that a genesis file sets in the place of Ethereum's. As in Besu they leave the
 * limit of init code alone.
 *
 * @param codeSize the most bytes of a contract's code ({@code contractSizeLimit})
 * @param stackSize the most words on a stack ({@code evmStackSize}), at most {@link
 *     #HIGHEST_STACK_SIZE}
 */
public record EvmLimits(OptionalInt codeSize, OptionalInt stackSize) {

  /** The highest stack there can be: it holds four longs a word, and counts them in an int. */
  public static final int HIGHEST_STACK_SIZE = (1 << 28) - 1;

  /** What Ethereum has. */
  public static final EvmLimits ETHEREUM = new EvmLimits(OptionalInt.empty(), OptionalInt.empty());

  /** Whether anything differs from Ethereum. */
  public boolean areSet() {
    return codeSize.isPresent() || stackSize.isPresent();
  }
}
