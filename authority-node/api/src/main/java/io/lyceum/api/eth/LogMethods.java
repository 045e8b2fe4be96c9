package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.LOG_FILTER;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.LogQuery;
import io.lyceum.api.result.ExecutedTransaction;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.LogsBloom;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;

/** Logs by block, contract and topics. */
public final class LogMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final LogLimits limits;

  /** Searches a chain within limits. */
  public LogMethods(ChainQuery chain, LogLimits limits) {
    this.chain = chain;
    this.limits = limits;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("eth_getLogs", "The logs of some blocks, by contract and topics")
            .required("filter", LOG_FILTER)
            .returns("logs", Schema.arrayOf(ResultSchemas.of(LogResult.class))),
        this::logs);
  }

  private List<LogResult> logs(RpcParameters parameters) {
    LogQuery query = parameters.required(0, "filter", LogQuery::parse);
    FoundLogs found = new FoundLogs(limits);
    switch (query.blocks()) {
      case LogQuery.Blocks.Single single ->
          search(new BlockParameter.Hash(single.hash()), query, found);
      case LogQuery.Blocks.Range range -> searchRange(range, query, found);
    }
    return found.all();
  }

  private void searchRange(LogQuery.Blocks.Range range, LogQuery query, FoundLogs found) {
    long head = chain.head().number();
    long from = chain.number(range.from());
    long to = Math.min(chain.number(range.to()), head);
    if (from > to && from <= head) {
      throw RpcException.invalidParams("fromBlock is after toBlock");
    }
    if (to - from >= limits.maxBlocks()) {
      throw RpcException.limitExceeded(
          "Requested range exceeds maximum RPC range limit of " + limits.maxBlocks() + " blocks");
    }
    for (long number = from; number <= to; number++) {
      search(new BlockParameter.Number(number), query, found);
    }
  }

  private void search(BlockParameter block, LogQuery query, FoundLogs found) {
    if (!mayMatch(chain.requiredHeader(block).logsBloom(), query)) {
      return;
    }
    for (ExecutedTransaction transaction : chain.executed(chain.hash(block).orElseThrow())) {
      transaction.logs().stream().filter(log -> matches(log, query)).forEach(found::add);
    }
  }

  private static boolean mayMatch(Bytes bloom, LogQuery query) {
    return anyMayBeIn(bloom, query.addresses().stream().map(address -> address.bytes()).toList())
        && query.topics().stream().allMatch(topics -> anyMayBeIn(bloom, topics));
  }

  private static boolean anyMayBeIn(Bytes bloom, Collection<? extends Bytes> alternatives) {
    return alternatives.isEmpty()
        || alternatives.stream().anyMatch(item -> LogsBloom.mayContain(bloom, item));
  }

  private static boolean matches(LogResult log, LogQuery query) {
    if (!query.addresses().isEmpty() && !query.addresses().contains(log.address())) {
      return false;
    }
    if (query.topics().size() > log.topics().size()) {
      return false;
    }
    for (int i = 0; i < query.topics().size(); i++) {
      Set<?> alternatives = query.topics().get(i);
      if (!alternatives.isEmpty() && !alternatives.contains(log.topics().get(i))) {
        return false;
      }
    }
    return true;
  }
}
