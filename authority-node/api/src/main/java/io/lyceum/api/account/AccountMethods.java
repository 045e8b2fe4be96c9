package io.lyceum.api.account;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;
import static io.lyceum.api.schema.EthereumSchemas.CALL;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.HASH;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.eth.TransactionMethods;
import io.lyceum.api.parameter.CallRequest;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.crypto.StructuredDataEncoder;

/** What the node signs for the accounts that its operator unlocked. */
public final class AccountMethods implements RpcMethodFamily {

  private static final String PERSONAL_PREFIX = "\u0019Ethereum Signed Message:\n";

  /** What a signature's recovery id is raised by outside of typed transactions. */
  private static final int LEGACY_PARITY = 27;

  private final UnlockedAccounts accounts;
  private final UnsignedTransactions unsigned;
  private final TransactionMethods transactions;

  /**
   * @param accounts for which it signs
   * @param unsigned makes transactions of what is asked for
   * @param transactions takes the signed ones
   */
  public AccountMethods(
      UnlockedAccounts accounts, UnsignedTransactions unsigned, TransactionMethods transactions) {
    this.accounts = accounts;
    this.unsigned = unsigned;
    this.transactions = transactions;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_accounts", "The accounts for which this node signs")
                .returns("addresses", Schema.arrayOf(ADDRESS)),
            parameters -> accounts.addresses())
        .add(
            method("eth_sendTransaction", "Signs a transaction and takes it for the next blocks")
                .required("transaction", CALL)
                .returns("hash", HASH),
            this::send)
        .add(
            method("eth_signTransaction", "Signs a transaction and gives it back")
                .required("transaction", CALL)
                .returns("transaction", ResultSchemas.of(SignedTransaction.class)),
            this::signTransaction)
        .add(
            method("eth_sign", "Signs a message after Ethereum's prefix for messages (EIP-191)")
                .required("address", ADDRESS)
                .required("message", DATA)
                .returns("signature", DATA),
            parameters -> signMessage(parameters, 0, 1))
        .add(
            method("personal_sign", "As eth_sign, with the message first")
                .required("message", DATA)
                .required("address", ADDRESS)
                .optional("password", Schema.STRING)
                .returns("signature", DATA),
            parameters -> signMessage(parameters, 1, 0))
        .add(
            method("eth_signTypedData_v4", "Signs structured data (EIP-712)")
                .required("address", ADDRESS)
                .required("data", Schema.anyOf(Schema.STRING, Schema.object().build()))
                .returns("signature", DATA),
            this::signTypedData);
  }

  // One at a time, so that two of an account do not get the same nonce.
  private synchronized Bytes32 send(RpcParameters parameters) {
    return transactions.submit(signed(parameters));
  }

  private SignedTransaction signTransaction(RpcParameters parameters) {
    Transaction signed = signed(parameters);
    return new SignedTransaction(signed.encoded(), TransactionResult.pending(signed));
  }

  private Transaction signed(RpcParameters parameters) {
    CallRequest request = parameters.required(0, "transaction", CallRequest::parse);
    KeyPair key = accounts.key(UnsignedTransactions.sender(request));
    return Transaction.sign(unsigned.of(parameters), key);
  }

  private Bytes signMessage(RpcParameters parameters, int address, int message) {
    Bytes text = parameters.required(message, "message", Hexadecimal::data);
    byte[] prefix = (PERSONAL_PREFIX + text.size()).getBytes(StandardCharsets.UTF_8);
    return sign(
        parameters.required(address, "address", Hexadecimal::address),
        Keccak.hash(Bytes.concatenate(Bytes.wrap(prefix), text)));
  }

  private Bytes signTypedData(RpcParameters parameters) {
    Bytes32 digest = parameters.required(1, "data", AccountMethods::structuredHash);
    return sign(parameters.required(0, "address", Hexadecimal::address), digest);
  }

  private static Bytes32 structuredHash(JsonNode data) {
    try {
      String json = data.isTextual() ? data.textValue() : data.toString();
      return Bytes32.wrap(new StructuredDataEncoder(json).hashStructuredData());
    } catch (IOException | RuntimeException malformed) {
      throw new IllegalArgumentException("not the JSON of EIP-712", malformed);
    }
  }

  private Bytes sign(Address address, Bytes32 digest) {
    byte[] signature = accounts.key(address).sign(digest).encoded().toArray();
    signature[signature.length - 1] += LEGACY_PARITY;
    return Bytes.wrap(signature);
  }
}
