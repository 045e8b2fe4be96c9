package io.lyceum.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.execution.Sandbox;
import io.lyceum.ledger.execution.TransactionOutcome.Executed;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.protocol.Service;

/**
 * A chain in our EVM behind web3j's service interface: every transaction that is sent makes a block
 * of its own at once, unless its sender's transactions are {@linkplain #hold held}. Speaks as much
 * JSON-RPC as contracts need.
 */
public final class SandboxChain extends Service {

  /** The chain id. */
  public static final long CHAIN_ID = 1337;

  /** What it says that the hash of its first block is; it has no real ones. */
  public static final Bytes32 GENESIS_HASH = Bytes32.repeat((byte) 1);

  private static final long GAS_LIMIT = 60_000_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Sandbox sandbox;
  private final Map<String, ObjectNode> receipts = new HashMap<>();
  private final List<ObjectNode> logs = new ArrayList<>();
  private final Map<Address, List<Transaction>> waiting = new HashMap<>();

  /** An empty chain at block 0, by the rules of Cancun. */
  public SandboxChain() {
    super(false);
    ChainConfig config =
        new ChainConfig(
            UInt256.valueOf(CHAIN_ID),
            new ForkSchedule(Map.of(Fork.SHANGHAI, 0L, Fork.CANCUN, 0L)),
            true,
            QbftConfig.DEFAULT);
    this.sandbox = new Sandbox(config, WorldState.empty(), block(0));
  }

  /** The number of the newest block. */
  public synchronized long blockNumber() {
    return sandbox.block().number();
  }

  /** Makes empty blocks until the newest has this number. */
  public synchronized void advanceTo(long number) {
    sandbox.moveTo(block(number));
  }

  /** Makes empty blocks. */
  public synchronized void advance(long blocks) {
    advanceTo(blockNumber() + blocks);
  }

  /** Gives an account wei. */
  public synchronized void fund(String account, UInt256 amount) {
    sandbox.fund(Address.fromHex(account), amount);
  }

  /** What an account has, in wei. */
  public synchronized UInt256 balance(String account) {
    return sandbox.state().balance(Address.fromHex(account));
  }

  /** Runs a constructor at a fixed address. */
  public synchronized void deployAt(String address, String initCode) {
    sandbox.deployAt(Address.fromHex(address), Bytes.fromHexString(initCode), Address.ZERO);
  }

  /** From now on no block takes the transactions of an account. */
  public synchronized void hold(String account) {
    waiting.put(Address.fromHex(account), new ArrayList<>());
  }

  /** How many transactions of an account that is held wait for a block. */
  public synchronized int waiting(String account) {
    return waiting.get(Address.fromHex(account)).size();
  }

  /** Loses the transactions that wait, as a node does that starts again. */
  public synchronized void lose(String account) {
    waiting.get(Address.fromHex(account)).clear();
  }

  /** Makes blocks of the transactions that wait; those that follow are held no longer. */
  public synchronized void release(String account) {
    waiting.remove(Address.fromHex(account)).forEach(this::execute);
  }

  /** Calls without effect in the block that comes next. */
  public synchronized Executed tryCall(String from, String to, String data) {
    BlockContext now = sandbox.block();
    sandbox.moveTo(block(now.number() + 1));
    Executed outcome =
        sandbox.view(Address.fromHex(from), Address.fromHex(to), Bytes.fromHexString(data));
    sandbox.moveTo(now);
    return outcome;
  }

  @Override
  protected synchronized InputStream performIO(String payload) throws IOException {
    JsonNode request = objectMapper.readTree(payload);
    ObjectNode response = JSON.objectNode();
    response.put("jsonrpc", "2.0");
    response.set("id", request.get("id"));
    answer(request.get("method").asText(), request.get("params"), response);
    return new ByteArrayInputStream(objectMapper.writeValueAsBytes(response));
  }

  @Override
  public void close() {}

  private void answer(String method, JsonNode params, ObjectNode response) {
    switch (method) {
      case "eth_chainId" -> response.put("result", hex(CHAIN_ID));
      case "eth_getBlockByNumber" ->
          response.putObject("result").put("hash", GENESIS_HASH.toHexString());
      case "eth_blockNumber" -> response.put("result", hex(blockNumber()));
      case "eth_gasPrice" -> response.put("result", "0x0");
      case "eth_getTransactionCount" ->
          response.put(
              "result",
              hex(nonce(address(params.get(0)), params.get(1).asText().equals("pending"))));
      case "eth_getTransactionByHash" -> response.set("result", transaction(params.get(0)));
      case "eth_getBalance" ->
          response.put(
              "result", sandbox.state().balance(address(params.get(0))).toShortHexString());
      case "eth_call" -> call(params.get(0), response);
      case "eth_sendRawTransaction" -> send(params.get(0), response);
      case "eth_getTransactionReceipt" ->
          response.set("result", receipts.get(params.get(0).asText()));
      case "eth_getLogs" -> response.set("result", logs(params.get(0)));
      default -> fail(response, -32601, method + " is not spoken here", Bytes.EMPTY);
    }
  }

  private void call(JsonNode call, ObjectNode response) {
    Executed outcome =
        sandbox.view(
            call.has("from") ? address(call.get("from")) : Address.ZERO,
            address(call.get("to")),
            Bytes.fromHexString(call.get("data").asText()));
    if (outcome.isSuccess()) {
      response.put("result", outcome.output().toHexString());
    } else {
      fail(response, 3, "execution reverted", outcome.output());
    }
  }

  private void send(JsonNode encoded, ObjectNode response) {
    Transaction transaction = Transaction.decode(Bytes.fromHexString(encoded.asText()));
    Address from = transaction.sender().orElseThrow();
    long expected = nonce(from, true);
    if (transaction.body().nonce() != expected) {
      fail(response, -32001, "Nonce too low or too high, expected " + expected, Bytes.EMPTY);
      return;
    }
    if (waiting.containsKey(from)) {
      waiting.get(from).add(transaction);
    } else {
      execute(transaction);
    }
    response.put("result", transaction.hash().toHexString());
  }

  private long nonce(Address account, boolean pending) {
    long mined = sandbox.state().nonce(account);
    return pending ? mined + waiting.getOrDefault(account, List.of()).size() : mined;
  }

  /** A transaction in its shortest form; null if it is neither in a block nor waits for one. */
  private ObjectNode transaction(JsonNode hash) {
    boolean known =
        receipts.containsKey(hash.asText())
            || waiting.values().stream()
                .flatMap(List::stream)
                .anyMatch(held -> held.hash().toHexString().equals(hash.asText()));
    return known ? JSON.objectNode().set("hash", hash) : null;
  }

  private void execute(Transaction transaction) {
    Address from = transaction.sender().orElseThrow();
    Address to = transaction.body().to().orElseThrow();
    sandbox.moveTo(block(blockNumber() + 1));
    Executed outcome =
        sandbox.transact(from, to, transaction.body().value(), transaction.body().payload());
    String hash = transaction.hash().toHexString();
    receipts.put(hash, receipt(hash, from, to, outcome));
  }

  private ObjectNode receipt(String hash, Address from, Address to, Executed outcome) {
    ObjectNode receipt = JSON.objectNode();
    receipt.put("transactionHash", hash);
    receipt.put("transactionIndex", "0x0");
    receipt.put("blockHash", blockHash());
    receipt.put("blockNumber", hex(blockNumber()));
    receipt.put("from", from.toString());
    receipt.put("to", to.toString());
    receipt.put("cumulativeGasUsed", hex(outcome.gasUsed()));
    receipt.put("gasUsed", hex(outcome.gasUsed()));
    receipt.put("status", outcome.isSuccess() ? "0x1" : "0x0");
    receipt.put("type", "0x0");
    ArrayNode own = receipt.putArray("logs");
    for (Log log : outcome.logs()) {
      own.add(describe(log, hash));
    }
    return receipt;
  }

  private ObjectNode describe(Log log, String transactionHash) {
    ObjectNode description = JSON.objectNode();
    description.put("address", log.address().toString());
    ArrayNode topics = description.putArray("topics");
    log.topics().forEach(topic -> topics.add(topic.toHexString()));
    description.put("data", log.data().toHexString());
    description.put("blockNumber", hex(blockNumber()));
    description.put("blockHash", blockHash());
    description.put("transactionHash", transactionHash);
    description.put("transactionIndex", "0x0");
    description.put("logIndex", hex(logs.size()));
    description.put("removed", false);
    logs.add(description);
    return description;
  }

  private ArrayNode logs(JsonNode filter) {
    long from = blockOf(filter.get("fromBlock"));
    long to = blockOf(filter.get("toBlock"));
    ArrayNode found = JSON.arrayNode();
    for (ObjectNode log : logs) {
      long number = Long.decode(log.get("blockNumber").asText());
      if (number >= from && number <= to && matches(filter, log)) {
        found.add(log);
      }
    }
    return found;
  }

  private static boolean matches(JsonNode filter, ObjectNode log) {
    JsonNode addresses = filter.get("address");
    if (addresses != null && !addresses.toString().contains(log.get("address").asText())) {
      return false;
    }
    JsonNode topics = filter.get("topics");
    for (int i = 0; topics != null && i < topics.size(); i++) {
      JsonNode wanted = topics.get(i);
      if (!wanted.isNull()
          && (log.get("topics").size() <= i
              || !wanted.toString().contains(log.get("topics").get(i).asText()))) {
        return false;
      }
    }
    return true;
  }

  private long blockOf(JsonNode parameter) {
    if (parameter == null || parameter.asText().equals("latest")) {
      return blockNumber();
    }
    return parameter.asText().equals("earliest") ? 0 : Long.decode(parameter.asText());
  }

  private String blockHash() {
    return UInt256.valueOf(blockNumber()).toHexString();
  }

  private static void fail(ObjectNode response, int code, String message, Bytes data) {
    ObjectNode error = response.putObject("error");
    error.put("code", code);
    error.put("message", message);
    error.put("data", data.toHexString());
  }

  private static Address address(JsonNode text) {
    return Address.fromHex(text.asText());
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static BlockContext block(long number) {
    return BlockContext.qbft(number, number, GAS_LIMIT, Address.ZERO);
  }
}
