package io.lyceum.ledger.execution;

/**
 * What a block has left for further transactions.
 *
 * @param gas execution gas
 * @param blobGas blob gas (EIP-4844)
 */
public record BlockRoom(long gas, long blobGas) {

  /** What is left after a transaction. */
  public BlockRoom after(TransactionOutcome.Executed executed) {
    return new BlockRoom(gas - executed.gasUsed(), blobGas - executed.blobGasUsed());
  }
}
