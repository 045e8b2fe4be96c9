package io.lyceum.cli.load;

/** What the transactions of a load do. */
enum LoadKind {
  /** A plain transfer of native coin. */
  TRANSFER(21_000),
  /** A transfer of tokens by the {@link io.lyceum.contracts.SampleToken}. */
  ERC20(70_000);

  private final long gasLimit;

  LoadKind(long gasLimit) {
    this.gasLimit = gasLimit;
  }

  /** The gas that each transaction may use. */
  long gasLimit() {
    return gasLimit;
  }
}
