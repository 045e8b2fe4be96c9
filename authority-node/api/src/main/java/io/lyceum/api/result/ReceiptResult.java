package io.lyceum.api.result;

import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.evm.ContractAddress;
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

  /** The receipt of a transaction. */
  public static ReceiptResult of(ExecutedTransaction executed) {
    TransactionBody body = executed.transaction().body();
    TransactionReceipt receipt = executed.receipt();
    Address sender = executed.transaction().sender().orElseThrow();
    return new ReceiptResult(
        executed.inclusion().blockHash(),
        executed.inclusion().blockNumber(),
        body.to().isPresent()
            ? Optional.empty()
            : Optional.of(ContractAddress.ofNonce(sender, body.nonce())),
        receipt.cumulativeGasUsed(),
        sender,
        executed.gasUsed(),
        executed.effectiveGasPrice(),
        executed.logs(),
        receipt.logsBloom(),
        receipt.succeeded() ? 1 : 0,
        body.to(),
        executed.transaction().hash(),
        executed.inclusion().index(),
        body.type());
  }
}
