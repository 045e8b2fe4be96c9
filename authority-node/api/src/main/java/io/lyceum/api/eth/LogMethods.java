package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.LOG_FILTER;

import io.lyceum.api.parameter.LogQuery;
import io.lyceum.api.result.LogResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;

/** Logs by block, contract and topics. */
public final class LogMethods implements RpcMethodFamily {

  private final LogSearch search;

  /** Answers by a search. */
  public LogMethods(LogSearch search) {
    this.search = search;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("eth_getLogs", "The logs of some blocks, by contract and topics")
            .required("filter", LOG_FILTER)
            .returns("logs", Schema.arrayOf(ResultSchemas.of(LogResult.class))),
        parameters -> search.find(parameters.required(0, "filter", LogQuery::parse)));
  }
}
