package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.HASH;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.StateReader;
import io.lyceum.ledger.types.Address;
import io.lyceum.pool.TransactionPool;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Accounts, their code and their storage after a block. */
public final class StateMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final TransactionPool pool;

  /**
   * @param chain whose state is read
   * @param pool knows the nonces that are taken by transactions not yet in a block
   */
  public StateMethods(ChainQuery chain, TransactionPool pool) {
    this.chain = chain;
    this.pool = pool;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_getBalance", "What an account holds after a block, in wei")
                .required("address", ADDRESS)
                .optional("block", BLOCK)
                .returns("balance", QUANTITY),
            this::balance)
        .add(
            method("eth_getCode", "The code of an account after a block")
                .required("address", ADDRESS)
                .optional("block", BLOCK)
                .returns("code", DATA),
            this::code)
        .add(
            method("eth_getStorageAt", "What stands in a slot of an account's storage")
                .required("address", ADDRESS)
                .required("slot", QUANTITY)
                .optional("block", BLOCK)
                .returns("value", HASH),
            this::storage)
        .add(
            method("eth_getTransactionCount", "The nonce of an account's next transaction")
                .required("address", ADDRESS)
                .optional("block", BLOCK)
                .returns("nonce", QUANTITY),
            this::transactionCount);
  }

  private UInt256 balance(RpcParameters parameters) {
    return account(state(parameters, 1), address(parameters)).balance();
  }

  private Bytes code(RpcParameters parameters) {
    StateReader state = state(parameters, 1);
    return state.code(account(state, address(parameters)).codeHash());
  }

  private Bytes32 storage(RpcParameters parameters) {
    UInt256 slot = parameters.required(1, "slot", Hexadecimal::uint256);
    return Bytes32.wrap(state(parameters, 2).storage(address(parameters), slot).toArray());
  }

  private long transactionCount(RpcParameters parameters) {
    if (block(parameters, 1) == BlockParameter.Tag.PENDING) {
      return pool.nextNonce(address(parameters));
    }
    return account(state(parameters, 1), address(parameters)).nonce();
  }

  private StateReader state(RpcParameters parameters, int blockIndex) {
    return chain.stateAfter(chain.requiredHeader(block(parameters, blockIndex)));
  }

  private static BlockParameter block(RpcParameters parameters, int index) {
    return parameters.optional(index, "block", BlockParameter::parse).orElse(BlockParameter.LATEST);
  }

  private static Address address(RpcParameters parameters) {
    return parameters.required(0, "address", Hexadecimal::address);
  }

  private static AccountState account(StateReader state, Address address) {
    return state.account(address).orElse(AccountState.EMPTY);
  }
}
