package io.lyceum.api.result;

import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.evm.ContractAddress;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A receipt with its place on the chain. */
public record ReceiptResult(
    Bytes32 blockHash,
    long blockNumber,
    Optional<Address> contractAddress,
    long cumulativeGasUsed,
    Address from,
    long gasUsed,
    UInt256 effectiveGasPrice,
    List<LogResult> logs,
    Bytes logsBloom,
    int status,
    Optional<Address> to,
    Bytes32 transactionHash,
    int transactionIndex,
    int type) {

  /**
   * The receipt of a transaction.
   *
   * @param gasBefore gas that the block's transactions before it used
   * @param logsBefore how many logs they emitted
   */
  public static ReceiptResult of(
      Transaction transaction,
      TransactionReceipt receipt,
      Inclusion inclusion,
      long gasBefore,
      int logsBefore) {
    TransactionBody body = transaction.body();
    Address sender = transaction.sender().orElseThrow();
    return new ReceiptResult(
        inclusion.blockHash(),
        inclusion.blockNumber(),
        body.to().isPresent()
            ? Optional.empty()
            : Optional.of(ContractAddress.ofNonce(sender, body.nonce())),
        receipt.cumulativeGasUsed(),
        sender,
        receipt.cumulativeGasUsed() - gasBefore,
        TransactionProcessor.effectiveGasPrice(body, inclusion.baseFee()),
        LogResult.of(receipt.logs(), transaction.hash(), inclusion, logsBefore),
        receipt.logsBloom(),
        receipt.succeeded() ? 1 : 0,
        body.to(),
        transaction.hash(),
        inclusion.index(),
        body.type());
  }
}
