package io.lyceum.benchmarks;

/** What the transactions of a block move. */
public enum TransferKind {
  /** The chain's own coin: 21,000 gas each. */
  COIN,
  /** A token: a call of {@code SampleToken} each. */
  TOKEN
}
