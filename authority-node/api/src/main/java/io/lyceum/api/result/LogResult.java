package io.lyceum.api.result;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** A log with its place on the chain; {@code removed} is never true, since blocks are final. */
public record LogResult(
    Address address,
    List<Bytes32> topics,
    Bytes data,
    long blockNumber,
    Bytes32 transactionHash,
    int transactionIndex,
    Bytes32 blockHash,
    long blockTimestamp,
    int logIndex,
    boolean removed) {

  /**
   * A log of a transaction.
   *
   * @param index its place among the logs of the block
   */
  public static LogResult of(Log log, Bytes32 transactionHash, Inclusion inclusion, int index) {
    return new LogResult(
        log.address(),
        log.topics(),
        log.data(),
        inclusion.blockNumber(),
        transactionHash,
        inclusion.index(),
        inclusion.blockHash(),
        inclusion.timestamp(),
        index,
        false);
  }
}
