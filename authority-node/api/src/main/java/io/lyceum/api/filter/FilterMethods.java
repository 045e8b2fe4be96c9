package io.lyceum.api.filter;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.HASH;
import static io.lyceum.api.schema.EthereumSchemas.LOG_FILTER;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.eth.LogSearch;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.parameter.LogQuery;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.pool.PooledTransaction;
import io.lyceum.pool.TransactionPool;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.tuweni.bytes.Bytes32;

/** The methods by which clients without a WebSocket learn of what is new. */
public final class FilterMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final LogSearch search;
  private final FilterLimits limits;
  private final InstalledFilters filters;

  /**
   * @param chain whose blocks are told
   * @param search finds logs
   * @param pool whose transactions are told
   * @param limits how many filters are kept, and for how long
   * @param clock tells which are too old
   * @param random draws ids that nobody else can guess
   */
  public FilterMethods(
      ChainQuery chain,
      LogSearch search,
      TransactionPool pool,
      FilterLimits limits,
      InstantSource clock,
      RandomGenerator random) {
    this.chain = chain;
    this.search = search;
    this.limits = limits;
    this.filters = new InstalledFilters(limits, clock, () -> id(random));
    pool.onAdmitted(this::onAdmitted);
  }

  private static String id(RandomGenerator random) {
    // A quantity, as in other clients: without leading zeros.
    return "0x"
        + Long.toHexString(random.nextLong() | Long.MIN_VALUE)
        + "%016x".formatted(random.nextLong());
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    Schema changes =
        Schema.anyOf(Schema.arrayOf(HASH), Schema.arrayOf(ResultSchemas.of(LogResult.class)));
    methods
        .add(
            method("eth_newFilter", "Begins to look for logs of new blocks")
                .required("filter", LOG_FILTER)
                .returns("id", QUANTITY),
            this::newFilter)
        .add(
            method("eth_newBlockFilter", "Begins to look for new blocks").returns("id", QUANTITY),
            parameters ->
                filters.add(
                    parameters.caller(), new BlockFilter(chain, search.limits().maxBlocks())))
        .add(
            method("eth_newPendingTransactionFilter", "Begins to look for transactions in the pool")
                .returns("id", QUANTITY),
            parameters ->
                filters.add(parameters.caller(), new PendingTransactionFilter(limits.maxHashes())))
        .add(
            method("eth_getFilterChanges", "What came since this was last asked for")
                .required("id", QUANTITY)
                .returns("changes", changes),
            parameters -> use(parameters).changes())
        .add(
            method("eth_getFilterLogs", "All logs that a filter for logs stands for")
                .required("id", QUANTITY)
                .returns("logs", Schema.arrayOf(ResultSchemas.of(LogResult.class))),
            this::logs)
        .add(
            method("eth_uninstallFilter", "Ends a filter, and says whether it was there")
                .required("id", QUANTITY)
                .returns("removed", Schema.BOOLEAN),
            parameters -> filters.remove(id(parameters)));
  }

  private String newFilter(RpcParameters parameters) {
    LogQuery query = parameters.required(0, "filter", LogQuery::parse);
    return filters.add(parameters.caller(), new LogFilter(chain, search, query));
  }

  private List<LogResult> logs(RpcParameters parameters) {
    if (use(parameters) instanceof LogFilter logs) {
      return logs.all();
    }
    throw notFound();
  }

  private Filter use(RpcParameters parameters) {
    return filters.use(id(parameters)).orElseThrow(FilterMethods::notFound);
  }

  private static String id(RpcParameters parameters) {
    return parameters.required(0, "id", FilterMethods::id);
  }

  private static String id(JsonNode value) {
    return Hexadecimal.uint256(value).toQuantityHexString();
  }

  private static RpcException notFound() {
    return RpcException.serverError("Filter not found");
  }

  private void onAdmitted(List<PooledTransaction> admitted) {
    List<PendingTransactionFilter> interested = filters.forPendingTransactions();
    if (!interested.isEmpty()) {
      List<Bytes32> hashes = admitted.stream().map(pooled -> pooled.transaction().hash()).toList();
      interested.forEach(filter -> filter.admitted(hashes));
    }
  }
}
