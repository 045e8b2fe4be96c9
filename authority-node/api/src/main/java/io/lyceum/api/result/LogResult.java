package io.lyceum.api.result;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
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
   * The logs of one transaction.
   *
   * @param firstIndex how many logs the block's transactions before it emitted
   */
  public static List<LogResult> of(
      List<Log> logs, Bytes32 transactionHash, Inclusion inclusion, int firstIndex) {
    List<LogResult> results = new ArrayList<>(logs.size());
    for (Log log : logs) {
      results.add(
          new LogResult(
              log.address(),
              log.topics(),
              log.data(),
              inclusion.blockNumber(),
              transactionHash,
              inclusion.index(),
              inclusion.blockHash(),
              inclusion.timestamp(),
              firstIndex + results.size(),
              false));
    }
    return results;
  }
}
