package io.lyceum.learner.chain;

import io.lyceum.contracts.LyceumContracts;
import io.lyceum.contracts.Predeployed;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * One account's view of the chain: reads contracts, sends transactions and waits for their
 * receipts. Safe for use by many threads. Gas is free on the networks that Lyceum creates, so
 * transactions offer nothing for it.
 */
public final class ChainClient {

  private static final Duration RECEIPT_POLL = Duration.ofMillis(250);

  private final Web3j web3j;
  private final Credentials credentials;
  private final Address account;
  private final LyceumContracts contracts;
  private final ContractErrors errors = ContractErrors.load();
  private final Duration receiptTimeout;
  private final Object sending = new Object();
  private final long chainId;

  /**
   * @param web3j the connection; the caller closes it
   * @param account who sends
   * @param chainId what signatures are bound to (EIP-155)
   * @param receiptTimeout how long to wait for a transaction to be included
   */
  public ChainClient(Web3j web3j, KeyPair account, long chainId, Duration receiptTimeout) {
    this.web3j = web3j;
    this.credentials = Credentials.create(account.privateKey().toUnprefixedHexString());
    this.account = account.address();
    this.contracts = LyceumContracts.readOnly(web3j, account.address().toString());
    this.chainId = chainId;
    this.receiptTimeout = receiptTimeout;
  }

  /**
   * Asks a node for its chain's id.
   *
   * @throws ChainException if none answers
   */
  public static long chainIdOf(Web3j web3j) throws ChainException, InterruptedException {
    return ask("The chain id", web3j.ethChainId()).getChainId().longValueExact();
  }

  /**
   * Asks a node for the hash of its chain's first block.
   *
   * @throws ChainException if none answers
   */
  public static Bytes32 genesisHashOf(Web3j web3j) throws ChainException, InterruptedException {
    DefaultBlockParameter first = DefaultBlockParameter.valueOf(BigInteger.ZERO);
    return Bytes32.fromHexString(
        ask("The genesis hash", web3j.ethGetBlockByNumber(first, false)).getBlock().getHash());
  }

  /** Who sends. */
  public Address account() {
    return account;
  }

  /** The id of the chain. */
  public long chainId() {
    return chainId;
  }

  /**
   * The contracts' wrappers, for {@link #read} and {@link #send}; their own {@code send()} does not
   * work.
   */
  public LyceumContracts contracts() {
    return contracts;
  }

  /** The height of the latest block. */
  public long blockNumber() throws ChainException, InterruptedException {
    return ask("The block number", web3j.ethBlockNumber()).getBlockNumber().longValueExact();
  }

  /** The account's balance at the latest block, in wei. */
  public BigInteger balance() throws ChainException, InterruptedException {
    return ask(
            "The balance",
            web3j.ethGetBalance(account.toString(), DefaultBlockParameterName.LATEST))
        .getBalance();
  }

  /**
   * Reads from a contract at the latest block.
   *
   * @param what is read, as a sentence's subject
   * @throws ContractRefusedException if the contract reverts
   */
  public <T> T read(String what, RemoteFunctionCall<T> call)
      throws ChainException, InterruptedException {
    try {
      return call.send();
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new ChainException(what + " cannot be read: " + e.getMessage() + ".", e);
    } catch (InterruptedException | ChainException e) {
      throw e;
    } catch (Exception e) {
      throw new ChainException(what + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Sends a call without value to a contract; see {@link #send(String, Predeployed, String,
   * BigInteger)}.
   */
  public TransactionReceipt send(
      String what, Predeployed contract, RemoteFunctionCall<TransactionReceipt> call)
      throws ChainException, InterruptedException {
    return send(what, contract, call.encodeFunctionCall(), BigInteger.ZERO);
  }

  /**
   * Sends a call to a contract and waits until it is in a block. What the contract would refuse now
   * is not sent at all.
   *
   * @param what is done, as a sentence's subject, such as "The submission"
   * @param input the encoded call
   * @param value in wei
   * @return the receipt, whose status is success
   * @throws ContractRefusedException if the contract refuses, before or in the block
   * @throws ChainException if no node answers, or no block took the transaction in time
   */
  public TransactionReceipt send(String what, Predeployed contract, String input, BigInteger value)
      throws ChainException, InterruptedException {
    return awaitReceipt(dispatch(what, contract, input, value));
  }

  /**
   * Sends a call without value to a contract and waits for no block; {@link #follow} tells what
   * becomes of it. What the contract would refuse now is not sent at all.
   *
   * @param what is done, as a sentence's subject, such as "The submission"
   * @throws ContractRefusedException if the contract refuses now
   * @throws ChainException if no node takes it
   */
  public SentTransaction dispatch(
      String what, Predeployed contract, RemoteFunctionCall<TransactionReceipt> call)
      throws ChainException, InterruptedException {
    return dispatch(what, contract, call.encodeFunctionCall(), BigInteger.ZERO);
  }

  private SentTransaction dispatch(
      String what, Predeployed contract, String input, BigInteger value)
      throws ChainException, InterruptedException {
    rehearse(what, contract, input, value, DefaultBlockParameterName.LATEST);
    return sign(what, contract, input, value);
  }

  /**
   * Looks after a transaction that was sent. If the node has lost it, the same bytes are sent
   * again, so that it takes effect once at most.
   *
   * @return its receipt, whose status is success; empty while no block has it
   * @throws ContractRefusedException if the contract refused it in its block
   * @throws SupersededException if it will never be in a block
   */
  public Optional<TransactionReceipt> follow(SentTransaction sent)
      throws ChainException, InterruptedException {
    // Asked before the receipt is: its own block may come in between.
    boolean passed = nonce(DefaultBlockParameterName.LATEST).compareTo(sent.nonce()) > 0;
    Optional<TransactionReceipt> receipt = receipt(sent);
    if (receipt.isEmpty() && passed) {
      throw new SupersededException(sent.what());
    }
    if (receipt.isEmpty() && !isKnown(sent)) {
      ask(sent.what(), web3j.ethSendRawTransaction(sent.signed()));
    }
    return receipt;
  }

  /** Whether a transaction of the account waits for a block. */
  public boolean hasPending() throws ChainException, InterruptedException {
    return nonce(DefaultBlockParameterName.PENDING)
            .compareTo(nonce(DefaultBlockParameterName.LATEST))
        > 0;
  }

  /** Waits until no transaction of the account is pending, as after a restart. */
  public void awaitPending() throws ChainException, InterruptedException {
    long deadline = System.nanoTime() + receiptTimeout.toNanos();
    while (hasPending()) {
      if (System.nanoTime() > deadline) {
        return;
      }
      Thread.sleep(RECEIPT_POLL);
    }
  }

  /**
   * The logs of an event of a contract.
   *
   * @param fromBlock the first block that is searched
   * @param topics the values of the first indexed parameters, 32 bytes each
   */
  public List<Log> logs(Predeployed contract, Event event, long fromBlock, List<Bytes> topics)
      throws ChainException, InterruptedException {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(fromBlock)),
            DefaultBlockParameterName.LATEST,
            contract.address());
    filter.addSingleTopic(EventEncoder.encode(event));
    topics.forEach(topic -> filter.addSingleTopic(topic.toHexString()));
    return ask("The logs of " + event.getName(), web3j.ethGetLogs(filter)).getLogs().stream()
        .map(result -> (Log) result.get())
        .toList();
  }

  private BigInteger nonce(DefaultBlockParameterName at)
      throws ChainException, InterruptedException {
    return ask("The nonce", web3j.ethGetTransactionCount(account.toString(), at))
        .getTransactionCount();
  }

  /** Calls without sending, to hear the contract's reason. */
  private void rehearse(
      String what, Predeployed contract, String input, BigInteger value, DefaultBlockParameter at)
      throws ChainException, InterruptedException {
    Transaction call =
        new Transaction(
            account.toString(),
            null,
            BigInteger.ZERO,
            LyceumContracts.CALL_GAS,
            contract.address(),
            value,
            input);
    Response<String> response = attempt(what, web3j.ethCall(call, at));
    if (response.hasError()) {
      Bytes data = revertData(response.getError());
      String reason = data.isEmpty() ? response.getError().getMessage() : errors.describe(data);
      throw new ContractRefusedException(what, errors.name(data), reason);
    }
  }

  private static Bytes revertData(Response.Error error) {
    String data = Optional.ofNullable(error.getData()).orElse("").replace("\"", "");
    return data.matches("0x([0-9a-fA-F]{2})*") ? Bytes.fromHexString(data) : Bytes.EMPTY;
  }

  private SentTransaction sign(String what, Predeployed contract, String input, BigInteger value)
      throws ChainException, InterruptedException {
    synchronized (sending) {
      BigInteger nonce = nonce(DefaultBlockParameterName.PENDING);
      RawTransaction transaction =
          RawTransaction.createTransaction(
              nonce, BigInteger.ZERO, LyceumContracts.CALL_GAS, contract.address(), value, input);
      String signed =
          Numeric.toHexString(TransactionEncoder.signMessage(transaction, chainId, credentials));
      String hash = ask(what, web3j.ethSendRawTransaction(signed)).getTransactionHash();
      return new SentTransaction(what, contract, input, value, nonce, hash, signed);
    }
  }

  private TransactionReceipt awaitReceipt(SentTransaction sent)
      throws ChainException, InterruptedException {
    long deadline = System.nanoTime() + receiptTimeout.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<TransactionReceipt> receipt = receipt(sent);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      Thread.sleep(RECEIPT_POLL);
    }
    throw new ChainException(
        "%s was in no block after %d s (%s)."
            .formatted(sent.what(), receiptTimeout.toSeconds(), sent.hash()));
  }

  private Optional<TransactionReceipt> receipt(SentTransaction sent)
      throws ChainException, InterruptedException {
    Optional<TransactionReceipt> receipt =
        ask(sent.what(), web3j.ethGetTransactionReceipt(sent.hash())).getTransactionReceipt();
    if (receipt.isPresent() && !receipt.get().isStatusOK()) {
      // The state after that block tells what another transaction in it had changed.
      rehearse(
          sent.what(),
          sent.contract(),
          sent.input(),
          sent.value(),
          DefaultBlockParameter.valueOf(receipt.get().getBlockNumber()));
      throw new ContractRefusedException(sent.what(), "", "the state changed in the meantime");
    }
    return receipt;
  }

  private boolean isKnown(SentTransaction sent) throws ChainException, InterruptedException {
    return ask(sent.what(), web3j.ethGetTransactionByHash(sent.hash()))
        .getTransaction()
        .isPresent();
  }

  private static <R extends Response<?>> R ask(String what, Request<?, R> request)
      throws ChainException, InterruptedException {
    R response = attempt(what, request);
    if (response.hasError()) {
      throw new ChainException(what + " failed: " + response.getError().getMessage() + ".");
    }
    return response;
  }

  private static <R extends Response<?>> R attempt(String what, Request<?, R> request)
      throws ChainException, InterruptedException {
    try {
      return request.send();
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new ChainException(what + " failed: " + e.getMessage() + ".", e);
    }
  }

  private static InterruptedException interrupted(InterruptedIOException cause) {
    // Whoever handles the exception sets the flag again, as with any interruption.
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    return interrupted;
  }
}
