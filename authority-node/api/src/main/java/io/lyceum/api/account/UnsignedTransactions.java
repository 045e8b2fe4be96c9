package io.lyceum.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.eth.CallFailures;
import io.lyceum.api.eth.CallReader;
import io.lyceum.api.parameter.CallRequest;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.CallSite;
import io.lyceum.ledger.execution.GasEstimate;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.TransactionPool;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.tuweni.units.bigints.UInt256;

/** Makes transactions of what callers ask for: what they leave out is filled in. */
public final class UnsignedTransactions {

  private final UInt256 chainId;
  private final TransactionPool pool;
  private final CallReader reader;
  private final Supplier<CallSimulator> simulator;
  private final Supplier<UInt256> baseFee;

  /**
   * @param chainId of the chain
   * @param pool knows the next nonces
   * @param reader reads what is asked for
   * @param simulator estimates gas, each time within a time of its own
   * @param baseFee of the next block, in wei for a unit of gas
   */
  public UnsignedTransactions(
      UInt256 chainId,
      TransactionPool pool,
      CallReader reader,
      Supplier<CallSimulator> simulator,
      Supplier<UInt256> baseFee) {
    this.chainId = chainId;
    this.pool = pool;
    this.reader = reader;
    this.simulator = simulator;
    this.baseFee = baseFee;
  }

  /**
   * The transaction that is the first parameter: of the old kind if it names a gas price, otherwise
   * one that pays up to twice the next base fee.
   *
   * @throws RpcException if it is malformed or for another chain, or could not be executed
   */
  TransactionBody of(RpcParameters parameters) {
    CallRequest request = parameters.required(0, "transaction", CallRequest::parse);
    if (!request.authorizations().isEmpty()) {
      throw RpcException.invalidParams("a transaction with authorizations is signed elsewhere");
    }
    if (request.chainId().filter(chain -> !chain.equals(chainId)).isPresent()) {
      throw RpcException.invalidParams("the chainId here is " + chainId.toQuantityHexString());
    }
    if (request.gas().filter(gas -> gas == Long.MAX_VALUE).isPresent()) {
      throw RpcException.invalidParams("gas: number out of range");
    }
    long nonce = request.nonce().orElseGet(() -> pool.nextNonce(sender(request)));
    long gas = request.gas().orElseGet(() -> estimate(parameters));
    if (parameters.required(0, "transaction", UnsignedTransactions::hasPrice)) {
      return withPrice(request, nonce, gas);
    }
    UInt256 tip = request.maxPriorityFeePerGas().orElse(UInt256.ZERO);
    return new TransactionBody.DynamicFee(
        Optional.of(chainId),
        nonce,
        tip,
        request.maxFeePerGas().orElseGet(() -> twiceTheBaseFeeAnd(tip)),
        gas,
        request.to(),
        request.value(),
        request.input(),
        request.accessList());
  }

  private UInt256 twiceTheBaseFeeAnd(UInt256 tip) {
    try {
      return baseFee.get().multiply(2).addExact(tip);
    } catch (ArithmeticException tooMuch) {
      throw RpcException.invalidParams("maxPriorityFeePerGas: number out of range");
    }
  }

  private TransactionBody withPrice(CallRequest request, long nonce, long gas) {
    UInt256 price = request.maxFeePerGas().orElseThrow();
    Optional<UInt256> chain = Optional.of(chainId);
    return request.accessList().isEmpty()
        ? new TransactionBody.Legacy(
            chain, nonce, price, gas, request.to(), request.value(), request.input())
        : new TransactionBody.AccessList(
            chain,
            nonce,
            price,
            gas,
            request.to(),
            request.value(),
            request.input(),
            request.accessList());
  }

  /** Whose transaction is asked for. */
  static Address sender(CallRequest request) {
    return request.from().orElseThrow(() -> RpcException.invalidParams("from is missing"));
  }

  private static boolean hasPrice(JsonNode transaction) {
    return transaction.hasNonNull("gasPrice");
  }

  private long estimate(RpcParameters parameters) {
    CallSite site = reader.site(parameters);
    return switch (simulator.get().estimateGas(site, reader.transaction(parameters, site))) {
      case GasEstimate.Sufficient(long gas) -> gas;
      case GasEstimate.Impossible(TransactionOutcome outcome) -> throw CallFailures.of(outcome);
    };
  }
}
