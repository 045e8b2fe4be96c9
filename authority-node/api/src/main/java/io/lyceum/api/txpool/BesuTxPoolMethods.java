package io.lyceum.api.txpool;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.pool.PoolContent;
import io.lyceum.pool.PooledTransaction;
import io.lyceum.pool.PooledTransaction.Origin;
import io.lyceum.pool.TransactionPool;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;

/** The methods {@code txpool_besu*} of Besu. Answers are bounded as those of geth's methods. */
public final class BesuTxPoolMethods implements RpcMethodFamily {

  private final TransactionPool pool;

  /** Shows a pool. */
  public BesuTxPoolMethods(TransactionPool pool) {
    this.pool = pool;
  }

  /** A transaction and how it came. */
  record Known(Bytes32 hash, boolean isReceivedFromLocalSource, String addedToPoolAt) {}

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("txpool_besuTransactions", "The transactions of the pool and how they came")
                .returns("transactions", Schema.arrayOf(ResultSchemas.of(Known.class))),
            parameters -> transactions())
        .add(
            method(
                    "txpool_besuStatistics",
                    "How many transactions are in the pool, in plain numbers")
                .returns(
                    "counts",
                    Schema.object()
                        .required("maxSize", Schema.NUMBER)
                        .required("localCount", Schema.NUMBER)
                        .required("remoteCount", Schema.NUMBER)
                        .build()),
            parameters -> statistics())
        .add(
            method(
                    "txpool_besuPendingTransactions",
                    "The transactions of the pool that a filter lets pass")
                .optional("limit", QUANTITY)
                .optional("filter", Schema.object().build())
                .returns("transactions", Schema.arrayOf(ResultSchemas.of(TransactionResult.class))),
            this::pendingTransactions);
  }

  private List<Known> transactions() {
    return shown()
        .map(
            pooled ->
                new Known(
                    pooled.transaction().hash(),
                    pooled.origin() == Origin.LOCAL,
                    pooled.admitted().toString()))
        .toList();
  }

  /** Besu gives plain numbers here. */
  private JsonNode statistics() {
    List<PooledTransaction> all = pool.all();
    long local = all.stream().filter(pooled -> pooled.origin() == Origin.LOCAL).count();
    return JsonNodeFactory.instance
        .objectNode()
        .put("maxSize", pool.limits().maxTransactions())
        .put("localCount", local)
        .put("remoteCount", all.size() - local);
  }

  private List<TransactionResult> pendingTransactions(RpcParameters parameters) {
    long limit =
        parameters
            .optional(0, "limit", Hexadecimal::unsignedLong)
            .orElse((long) TxPoolMethods.MOST_TRANSACTIONS);
    PendingFilter filter =
        parameters.optional(1, "filter", PendingFilter::parse).orElse(PendingFilter.ALL);
    return shown()
        .map(pooled -> TransactionResult.pending(pooled.transaction()))
        .filter(filter::matches)
        .limit(limit)
        .toList();
  }

  private Stream<PooledTransaction> shown() {
    PoolContent content = pool.content(TxPoolMethods.MOST_TRANSACTIONS, TxPoolMethods.MOST_BYTES);
    return Stream.concat(content.pending().stream(), content.queued().stream());
  }
}
