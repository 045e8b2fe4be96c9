package io.lyceum.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.cli.InputException;
import io.lyceum.contracts.CreationCode;
import io.lyceum.contracts.SampleToken;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * Makes everything that a load needs before its first second: accounts, funds, token, signatures.
 */
final class Preparation {

  private static final long DEPLOYMENT_GAS = 1_500_000;
  private static final long GAS_PER_HOLDER = 30_000;
  private static final BigInteger TOKENS_OF_HOLDER = BigInteger.TEN.pow(24);
  private static final long TRANSFER_GAS = 21_000;

  private final NodeClient node;
  private final LoadPlan plan;
  private final Bytes seed;
  private final Optional<KeyPair> funder;
  private final UInt256 chainId;
  private final Fees fees;

  /**
   * Asks a node what transactions have to look like.
   *
   * @param seed from which the accounts are derived
   * @param funder pays for the accounts' gas; needed where gas has a price
   * @throws InputException if gas has a price and nobody pays it
   */
  Preparation(NodeClient node, LoadPlan plan, Bytes seed, Optional<KeyPair> funder)
      throws IOException, InterruptedException {
    this.node = node;
    this.plan = plan;
    this.seed = seed;
    this.funder = funder;
    this.chainId = UInt256.fromHexString(node.ask("eth_chainId").asText());
    this.fees = Fees.askedBy(node);
    if (funder.isEmpty() && !fees.none()) {
      throw new InputException(
          "%s asks %s wei for a unit of gas: --key must name an account that pays"
              .formatted(node.url(), fees.most().divide(2).toDecimalString()));
    }
  }

  /** The seed of accounts that nobody but the owner of the key can derive, if there is one. */
  static Bytes seed(String text, Optional<KeyPair> funder) {
    Bytes secret = funder.<Bytes>map(KeyPair::privateKey).orElse(Bytes.EMPTY);
    return Bytes.concatenate(secret, Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Funds the senders where gas has a price, deploys the token where one is needed, and signs all
   * transactions. Each pays the next sender in turn.
   */
  List<Sender> prepare() throws IOException, InterruptedException {
    List<KeyPair> keys = IntStream.range(0, plan.senders()).mapToObj(this::account).toList();
    if (!fees.none()) {
      fund(keys);
    }
    Optional<Address> token =
        plan.kind() == LoadKind.ERC20 ? Optional.of(deployToken(keys)) : Optional.empty();
    List<Long> nonces = new ArrayList<>();
    for (KeyPair key : keys) {
      nonces.add(nonce(key));
    }
    return IntStream.range(0, keys.size())
        .parallel()
        .mapToObj(
            i -> {
              Address receiver = keys.get((i + 1) % keys.size()).address();
              return sender(keys.get(i), nonces.get(i), receiver, token);
            })
        .toList();
  }

  private KeyPair account(int index) {
    return KeyPair.of(Keccak.hash(Bytes.concatenate(seed, Bytes.ofUnsignedInt(index))));
  }

  private Sender sender(KeyPair key, long firstNonce, Address receiver, Optional<Address> token) {
    Sender sender = new Sender(key);
    Address to = token.orElse(receiver);
    // Coin can be sent by those only who were funded.
    UInt256 value = token.isEmpty() && !fees.none() ? UInt256.ONE : UInt256.ZERO;
    Bytes data = token.isEmpty() ? Bytes.EMPTY : tokenTransfer(receiver);
    List<LoadTransaction> transactions = new ArrayList<>();
    for (int i = 0; i < plan.transactionsPerSender(); i++) {
      TransactionBody body =
          body(firstNonce + i, plan.kind().gasLimit(), Optional.of(to), value, data);
      transactions.add(LoadTransaction.of(sender, i, Transaction.sign(body, key)));
    }
    sender.prepare(transactions);
    return sender;
  }

  /** Brings every sender to what its transactions can cost. */
  private void fund(List<KeyPair> keys) throws IOException, InterruptedException {
    KeyPair payer = funder.orElseThrow();
    UInt256 gas = UInt256.valueOf(plan.kind().gasLimit());
    UInt256 need =
        gas.multiply(fees.most()).add(UInt256.ONE).multiply(plan.transactionsPerSender());
    List<Transaction> payments = new ArrayList<>();
    UInt256 sum = UInt256.ZERO;
    long nonce = nonce(payer);
    for (KeyPair key : keys) {
      UInt256 has = balance(key);
      if (has.compareTo(need) < 0) {
        UInt256 missing = need.subtract(has);
        sum = sum.add(missing).add(fees.most().multiply(TRANSFER_GAS));
        payments.add(
            Transaction.sign(
                body(nonce++, TRANSFER_GAS, Optional.of(key.address()), missing, Bytes.EMPTY),
                payer));
      }
    }
    UInt256 available = balance(payer);
    if (available.compareTo(sum) < 0) {
      throw new InputException(
          "The account %s has %s wei, and the load can cost %s"
              .formatted(payer.address(), available.toDecimalString(), sum.toDecimalString()));
    }
    SetupTransactions.mine(node, payments);
  }

  private Address deployToken(List<KeyPair> holders) throws IOException, InterruptedException {
    KeyPair deployer = funder.orElseGet(() -> account(plan.senders()));
    String code =
        CreationCode.sampleToken(
            holders.stream().map(key -> key.address().toString()).toList(), TOKENS_OF_HOLDER);
    long gas = DEPLOYMENT_GAS + GAS_PER_HOLDER * holders.size();
    Transaction deployment =
        Transaction.sign(
            body(nonce(deployer), gas, Optional.empty(), UInt256.ZERO, Bytes.fromHexString(code)),
            deployer);
    JsonNode receipt = SetupTransactions.mine(node, List.of(deployment)).getFirst();
    return Address.fromHex(receipt.path("contractAddress").asText());
  }

  private static Bytes tokenTransfer(Address receiver) {
    return Bytes.fromHexString(
        FunctionEncoder.encode(
            new Function(
                SampleToken.FUNC_TRANSFER,
                List.of(
                    new org.web3j.abi.datatypes.Address(receiver.toString()),
                    new Uint256(BigInteger.ONE)),
                List.of())));
  }

  private TransactionBody body(
      long nonce, long gasLimit, Optional<Address> to, UInt256 value, Bytes data) {
    return new TransactionBody.DynamicFee(
        Optional.of(chainId), nonce, fees.tip(), fees.most(), gasLimit, to, value, data, List.of());
  }

  private long nonce(KeyPair key) throws IOException, InterruptedException {
    return Long.decode(
        node.ask("eth_getTransactionCount", key.address().toString(), "pending").asText());
  }

  private UInt256 balance(KeyPair key) throws IOException, InterruptedException {
    return UInt256.fromHexString(
        node.ask("eth_getBalance", key.address().toString(), "latest").asText());
  }
}
