package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.AuthorizationTuple;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Numeric;

/** An account that sends transactions of every type with web3j, free of fees. */
final class Web3jAccount {

  private static final BigInteger FREE = BigInteger.ZERO;
  private static final BigInteger NOTHING = BigInteger.ZERO;
  private static final BigInteger GAS = BigInteger.valueOf(2_000_000);
  private static final byte AUTHORIZATION = 0x05;

  private final Web3j web3j;
  private final long chainId;
  private final Credentials credentials;
  private final PollingTransactionReceiptProcessor receipts;

  Web3jAccount(Web3j web3j, Credentials credentials) throws IOException {
    this.web3j = web3j;
    this.chainId = web3j.ethChainId().send().getChainId().longValueExact();
    this.credentials = credentials;
    this.receipts = new PollingTransactionReceiptProcessor(web3j, 200, 300);
  }

  long chainId() {
    return chainId;
  }

  String address() {
    return credentials.getAddress();
  }

  BigInteger nonce() throws IOException {
    return web3j
        .ethGetTransactionCount(address(), DefaultBlockParameterName.PENDING)
        .send()
        .getTransactionCount();
  }

  /** Sends a contract creation of type 2 and waits for its receipt. */
  TransactionReceipt deploy(String initCode) throws Exception {
    return mined(submit(dynamicFee(nonce(), "", initCode)));
  }

  /** Sends a call of type 2 and waits for its receipt. */
  TransactionReceipt send(String to, Function function) throws Exception {
    return mined(submit(to, function, nonce()));
  }

  /** Sends a call of type 2 with a nonce and does not wait; the hash. */
  String submit(String to, Function function, BigInteger nonce) throws IOException {
    return submit(dynamicFee(nonce, to, FunctionEncoder.encode(function)));
  }

  /** Sends a call of type 1 and waits for its receipt. */
  TransactionReceipt send(String to, Function function, List<AccessListObject> accessList)
      throws Exception {
    return mined(
        submit(
            RawTransaction.createTransaction(
                chainId,
                nonce(),
                FREE,
                GAS,
                to,
                NOTHING,
                FunctionEncoder.encode(function),
                accessList)));
  }

  /** Sends itself a call of type 4 that gives it code first, and waits for the receipt. */
  TransactionReceipt sendItself(Function function, String code) throws Exception {
    BigInteger nonce = nonce();
    return mined(
        submit(
            RawTransaction.createTransaction(
                chainId,
                nonce,
                FREE,
                FREE,
                GAS,
                address(),
                NOTHING,
                FunctionEncoder.encode(function),
                List.of(),
                // The sender's nonce grows before authorizations are looked at.
                List.of(authorization(code, nonce.add(BigInteger.ONE))))));
  }

  private AuthorizationTuple authorization(String code, BigInteger nonce) {
    BigInteger chain = BigInteger.valueOf(chainId);
    byte[] fields =
        RlpEncoder.encode(
            new RlpList(
                RlpString.create(chain),
                RlpString.create(Numeric.hexStringToByteArray(code)),
                RlpString.create(nonce)));
    byte[] signed = new byte[1 + fields.length];
    signed[0] = AUTHORIZATION;
    System.arraycopy(fields, 0, signed, 1, fields.length);
    Sign.SignatureData signature =
        Sign.signMessage(Hash.sha3(signed), credentials.getEcKeyPair(), false);
    return new AuthorizationTuple(
        chain,
        code,
        nonce,
        Numeric.toBigInt(signature.getV()).subtract(BigInteger.valueOf(27)),
        Numeric.toBigInt(signature.getR()),
        Numeric.toBigInt(signature.getS()));
  }

  private RawTransaction dynamicFee(BigInteger nonce, String to, String data) {
    return RawTransaction.createTransaction(chainId, nonce, GAS, to, NOTHING, data, FREE, FREE);
  }

  private String submit(RawTransaction transaction) throws IOException {
    // A transaction of web3j knows its chain where its type does.
    String signed = Numeric.toHexString(TransactionEncoder.signMessage(transaction, credentials));
    EthSendTransaction sent = web3j.ethSendRawTransaction(signed).send();
    assertThat(sent.hasError()).as(() -> sent.getError().getMessage()).isFalse();
    return sent.getTransactionHash();
  }

  /** The receipt of a transaction, once it is in a block. */
  TransactionReceipt mined(String hash) throws IOException, TransactionException {
    return receipts.waitForTransactionReceipt(hash);
  }
}
