package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.HASH;

import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.ReceiptResult;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.pool.Admission;
import io.lyceum.pool.TransactionPool;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Sending transactions, and finding them and their receipts. */
public final class TransactionMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final TransactionPool pool;

  /**
   * @param chain where transactions end up
   * @param pool where they wait
   */
  public TransactionMethods(ChainQuery chain, TransactionPool pool) {
    this.chain = chain;
    this.pool = pool;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_sendRawTransaction", "Takes a signed transaction for the next blocks")
                .required("transaction", DATA)
                .returns("hash", HASH),
            this::send)
        .add(
            method("eth_getTransactionByHash", "A transaction of the chain or of the pool")
                .required("hash", HASH)
                .returns("transaction", ResultSchemas.of(TransactionResult.class).orNull()),
            this::byHash)
        .add(
            method("eth_getRawTransactionByHash", "The encoding of a transaction (EIP-2718)")
                .required("hash", HASH)
                .returns("transaction", DATA.orNull()),
            this::rawByHash)
        .add(
            method("eth_getTransactionReceipt", "What a transaction of the chain left")
                .required("hash", HASH)
                .returns("receipt", ResultSchemas.of(ReceiptResult.class).orNull()),
            this::receipt);
  }

  private Bytes32 send(RpcParameters parameters) {
    Bytes encoded = parameters.required(0, "transaction", Hexadecimal::data);
    Transaction transaction;
    try {
      transaction = Transaction.decode(encoded);
    } catch (InvalidRlpException malformed) {
      throw RpcException.invalidParams("transaction: " + malformed.getMessage());
    }
    return submit(transaction);
  }

  /**
   * Takes a transaction for the next blocks.
   *
   * @return its hash
   * @throws RpcException if no block can hold it, or the pool has no room
   */
  public Bytes32 submit(Transaction transaction) {
    return switch (pool.add(transaction)) {
      case Admission.Admitted admitted -> transaction.hash();
      case Admission.Invalid invalid ->
          throw new RpcException(RejectionErrors.of(invalid.reason()));
      case Admission.Rejected rejected ->
          throw new RpcException(RejectionErrors.of(rejected.reason()));
    };
  }

  private Optional<TransactionResult> byHash(RpcParameters parameters) {
    Bytes32 hash = hash(parameters);
    return chain.transaction(hash).or(() -> pool.find(hash).map(TransactionResult::pending));
  }

  private Optional<Bytes> rawByHash(RpcParameters parameters) {
    Bytes32 hash = hash(parameters);
    return chain.signedTransaction(hash).or(() -> pool.find(hash)).map(Transaction::encoded);
  }

  private Optional<ReceiptResult> receipt(RpcParameters parameters) {
    return chain.receipt(hash(parameters));
  }

  private static Bytes32 hash(RpcParameters parameters) {
    return parameters.required(0, "hash", Hexadecimal::hash);
  }
}
