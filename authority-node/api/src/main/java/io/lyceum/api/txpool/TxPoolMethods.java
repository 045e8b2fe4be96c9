package io.lyceum.api.txpool;

import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
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
        .add("txpool_status", this::status)
        .add("txpool_content", parameters -> all(parameters, TxPoolMethods::result))
        .add("txpool_inspect", parameters -> all(parameters, TxPoolMethods::summary))
        .add("txpool_contentFrom", this::contentFrom);
  }

  private Split<Integer> status(RpcParameters parameters) {
    parameters.atMost(0);
    PoolStatus status = pool.status();
    return new Split<>(status.pending(), status.queued());
  }

  private Split<Map<String, Map<String, Object>>> all(
      RpcParameters parameters, Function<PooledTransaction, Object> form) {
    parameters.atMost(0);
    PoolContent content = pool.content(MOST_TRANSACTIONS, MOST_BYTES);
    return new Split<>(bySender(content.pending(), form), bySender(content.queued(), form));
  }

  private Split<Map<String, Object>> contentFrom(RpcParameters parameters) {
    Address sender = parameters.atMost(1).required(0, "address", Hexadecimal::address);
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
