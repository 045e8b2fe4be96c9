package io.lyceum.api.eth;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.LogCriteria;
import io.lyceum.api.parameter.LogQuery;
import io.lyceum.api.result.ExecutedTransaction;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.ledger.block.BlockHeader;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Finds logs on a chain, within limits: by the chain's index, so that the cost goes by what is
 * found. Safe for use by many threads.
 */
public final class LogSearch {

  private final ChainQuery chain;
  private final LogLimits limits;

  /** Searches a chain within limits. */
  public LogSearch(ChainQuery chain, LogLimits limits) {
    this.chain = chain;
    this.limits = limits;
  }

  /** How much one search may look through. */
  public LogLimits limits() {
    return limits;
  }

  /**
   * What a query asks for.
   *
   * @throws RpcException if it exceeds the limits, or its blocks do not exist
   */
  public List<LogResult> find(LogQuery query) {
    return switch (query.blocks()) {
      case LogQuery.Blocks.Single(var hash) -> {
        FoundLogs found = new FoundLogs(limits);
        BlockHeader header = chain.requiredHeader(new BlockParameter.Hash(hash));
        if (query.criteria().mayBeIn(header.logsBloom())) {
          search(hash, query.criteria(), found);
        }
        yield found.all();
      }
      case LogQuery.Blocks.Range(var from, var to) ->
          find(chain.number(from), chain.number(to), query.criteria());
    };
  }

  /**
   * The logs from one block to another, both included, as far as the chain goes.
   *
   * @throws RpcException if this exceeds the limits, or the first block comes after the last
   */
  public List<LogResult> find(long from, long last, LogCriteria criteria) {
    long head = chain.head().number();
    long to = Math.min(last, head);
    if (from > to && from <= head) {
      throw RpcException.invalidParams("fromBlock is after toBlock");
    }
    if (to - from >= limits.maxBlocks()) {
      throw RpcException.limitExceeded(
          "Requested range exceeds maximum RPC range limit of " + limits.maxBlocks() + " blocks");
    }
    FoundLogs found = new FoundLogs(limits);
    chain
        .mayHoldLogs(criteria.bloom(), from, to)
        .mapToObj(number -> chain.hash(new BlockParameter.Number(number)).orElseThrow())
        .forEachOrdered(block -> search(block, criteria, found));
    return found.all();
  }

  private void search(Bytes32 block, LogCriteria criteria, FoundLogs found) {
    for (ExecutedTransaction transaction : chain.executed(block)) {
      transaction.logs().stream()
          .filter(log -> criteria.match(log.address(), log.topics()))
          .forEach(found::add);
    }
  }
}
