package io.lyceum.api.txpool;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.PoolContent;
import io.lyceum.pool.PoolStatus;
import io.lyceum.pool.PooledTransaction;
import io.lyceum.pool.TransactionPool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.crypto.Keys;

/**
 * The methods {@code txpool_*} of geth: what waits, by sender and nonce. Of a pool that holds more
 * than fits an answer, a part is shown.
 */
public final class TxPoolMethods implements RpcMethodFamily {

  /** More transactions are not shown at once. */
  static final int MOST_TRANSACTIONS = 4096;

  /** More encoded bytes are not shown at once; in JSON they are two to three times as many. */
  static final long MOST_BYTES = 4L << 20;

  private static final Schema TRANSACTION = ResultSchemas.of(TransactionResult.class);

  private final TransactionPool pool;

  /** Shows a pool. */
  public TxPoolMethods(TransactionPool pool) {
    this.pool = pool;
  }

  /** Something for the transactions that the next blocks can take, and for those that wait. */
  record Split<T>(T pending, T queued) {}

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("txpool_status", "How many transactions are in the pool")
                .returns("counts", split(QUANTITY)),
            parameters -> status())
        .add(
            method("txpool_content", "The transactions of the pool, by sender and nonce")
                .returns("transactions", split(Schema.mapOf(Schema.mapOf(TRANSACTION)))),
            parameters -> all(TxPoolMethods::result))
        .add(
            method("txpool_inspect", "The transactions of the pool in words, by sender and nonce")
                .returns("summaries", split(Schema.mapOf(Schema.mapOf(Schema.STRING)))),
            parameters -> all(TxPoolMethods::summary))
        .add(
            method("txpool_contentFrom", "The transactions of a sender, by nonce")
                .required("address", ADDRESS)
                .returns("transactions", split(Schema.mapOf(TRANSACTION))),
            this::contentFrom);
  }

  private static Schema split(Schema content) {
    return Schema.object().required("pending", content).required("queued", content).build();
  }

  private Split<Integer> status() {
    PoolStatus status = pool.status();
    return new Split<>(status.pending(), status.queued());
  }

  private Split<Map<String, Map<String, Object>>> all(Function<PooledTransaction, Object> form) {
    PoolContent content = pool.content(MOST_TRANSACTIONS, MOST_BYTES);
    return new Split<>(bySender(content.pending(), form), bySender(content.queued(), form));
  }

  private Split<Map<String, Object>> contentFrom(RpcParameters parameters) {
    Address sender = parameters.required(0, "address", Hexadecimal::address);
    PoolContent content = pool.contentFrom(sender);
    return new Split<>(byNonce(content.pending()), byNonce(content.queued()));
  }

  private static Map<String, Map<String, Object>> bySender(
      List<PooledTransaction> transactions, Function<PooledTransaction, Object> form) {
    Map<String, Map<String, Object>> bySender = new LinkedHashMap<>();
    for (PooledTransaction pooled : transactions) {
      bySender
          .computeIfAbsent(checksummed(pooled.sender()), sender -> new LinkedHashMap<>())
          .put(nonce(pooled), form.apply(pooled));
    }
    return bySender;
  }

  private static Map<String, Object> byNonce(List<PooledTransaction> transactions) {
    Map<String, Object> byNonce = new LinkedHashMap<>();
    transactions.forEach(pooled -> byNonce.put(nonce(pooled), result(pooled)));
    return byNonce;
  }

  private static String nonce(PooledTransaction pooled) {
    return Long.toUnsignedString(pooled.transaction().body().nonce());
  }

  private static Object result(PooledTransaction pooled) {
    return TransactionResult.pending(pooled.transaction());
  }

  private static Object summary(PooledTransaction pooled) {
    TransactionBody body = pooled.transaction().body();
    return "%s: %s wei + %s gas × %s wei"
        .formatted(
            body.to().map(TxPoolMethods::checksummed).orElse("contract creation"),
            decimal(body.value()),
            Long.toUnsignedString(body.gasLimit()),
            decimal(body.maxFeePerGas()));
  }

  private static String decimal(UInt256 value) {
    return value.toUnsignedBigInteger().toString();
  }

  private static String checksummed(Address address) {
    return Keys.toChecksumAddress(address.toString());
  }
}
