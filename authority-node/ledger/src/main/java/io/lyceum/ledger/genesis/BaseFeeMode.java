package io.lyceum.ledger.genesis;

/** How the base fee of a block follows from its parent. */
public enum BaseFeeMode {
  /** By the gas that the parent used (EIP-1559). */
  MARKET,
  /** It is zero in every block but block 0 ({@code zeroBaseFee}). */
  ZERO,
  /**
   * It stays what it was ({@code fixedBaseFee}). Besu takes each proposer's least gas price for it,
   * which no genesis file says; a chain that Besu began goes on with that one.
   */
  FIXED
}
