package io.lyceum.api.web3j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.ApiLimits;
import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.TestNode;
import io.lyceum.api.debug.TraceLimits;
import io.lyceum.api.eth.LogLimits;
import io.lyceum.api.filter.FilterLimits;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.simulation.SimulationLimits;
import io.lyceum.api.websocket.WebSocketLimits;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthFeeHistory;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/** web3j against a chain of one validator in RocksDB, over HTTP. */
class Web3jClientTest {

  private static final Credentials ALICE = Credentials.create("0x01");
  private static final Credentials POOR = Credentials.create("0x4d");
  private static final BigInteger ENDOWMENT = TestChain.ENDOWMENT.toUnsignedBigInteger();
  private static final String WORD = "0x" + "0".repeat(60) + "beef";
  private static final ApiLimits LIMITS =
      new ApiLimits(
          RpcLimits.DEFAULT,
          new LogLimits(5, 3, 1 << 20),
          FilterLimits.DEFAULT,
          WebSocketLimits.DEFAULT,
          10_000_000,
          Duration.ofSeconds(5),
          TraceLimits.DEFAULT,
          SimulationLimits.DEFAULT);

  @TempDir private Path directory;
  private TestChain chain;
  private TestNode node;
  private Web3j web3j;
  private long nonce;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    node = new TestNode(chain, LIMITS);
    web3j = Web3j.build(new HttpService(node.url()));
  }

  @AfterEach
  void stop() {
    web3j.shutdown();
    node.close();
    chain.close();
  }

  @Test
  void saysWhoItIs() throws Exception {
    assertThat(web3j.ethChainId().send().getChainId()).isEqualTo(1337);
    assertThat(web3j.netVersion().send().getNetVersion()).isEqualTo("1337");
    assertThat(web3j.web3ClientVersion().send().getWeb3ClientVersion()).isEqualTo(TestNode.VERSION);
    assertThat(web3j.netPeerCount().send().getQuantity()).isZero();
    assertThat(web3j.ethAccounts().send().getAccounts())
        .containsExactly(TestNode.UNLOCKED.address().toString());
    assertThat(web3j.ethSyncing().send().isSyncing()).isFalse();
    assertThat(web3j.ethBlockNumber().send().getBlockNumber()).isZero();
    chain.grow();
    assertThat(web3j.ethBlockNumber().send().getBlockNumber()).isOne();
  }

  @Test
  void takesATransactionAndGivesItsReceipt() throws Exception {
    String hash =
        send(
            RawTransaction.createEtherTransaction(
                next(),
                BigInteger.ZERO,
                BigInteger.valueOf(21_000),
                POOR.getAddress(),
                BigInteger.TEN));
    assertThat(web3j.ethGetTransactionReceipt(hash).send().getTransactionReceipt()).isEmpty();
    var pending = web3j.ethGetTransactionByHash(hash).send().getTransaction().orElseThrow();
    assertThat(pending.getBlockHash()).isNull();
    assertThat(pending.getFrom()).isEqualTo(ALICE.getAddress());
    assertThat(transactionCount(DefaultBlockParameterName.PENDING)).isOne();
    assertThat(transactionCount(DefaultBlockParameterName.LATEST)).isZero();

    chain.grow();

    TransactionReceipt receipt = receipt(hash);
    assertThat(receipt.isStatusOK()).isTrue();
    assertThat(receipt.getGasUsed()).isEqualTo(21_000);
    assertThat(transactionCount(DefaultBlockParameterName.LATEST)).isOne();
    assertThat(balance(POOR, DefaultBlockParameterName.LATEST)).isEqualTo(BigInteger.TEN);
    assertThat(balance(POOR, DefaultBlockParameterName.EARLIEST)).isZero();
    assertThat(balance(ALICE, DefaultBlockParameterName.LATEST))
        .isEqualTo(ENDOWMENT.subtract(BigInteger.TEN));
    EthBlock.Block block = web3j.ethGetBlockByHash(receipt.getBlockHash(), true).send().getBlock();
    assertThat(block.getTransactions()).hasSize(1);
    assertThat(block.getHash()).isEqualTo(receipt.getBlockHash());
  }

  @Test
  void deploysCallsAndReadsEventsOfAContract() throws Exception {
    String contract = deploy();
    assertThat(web3j.ethGetCode(contract, DefaultBlockParameterName.LATEST).send().getCode())
        .isEqualTo(Recorder.INIT_CODE.slice(11).toHexString());
    assertThat(
            web3j.ethCall(call(contract, WORD), DefaultBlockParameterName.LATEST).send().getValue())
        .isEqualTo(WORD);
    TransactionReceipt receipt = receipt(invoke(contract));
    assertThat(storage(contract)).isEqualTo(WORD);

    Log log = receipt.getLogs().getFirst();
    assertThat(log.getTopics())
        .containsExactly(Recorder.TOPIC, "0x" + "0".repeat(24) + ALICE.getAddress().substring(2));
    assertThat(log.getData()).isEqualTo(WORD);
    EthFilter filter =
        new EthFilter(
                DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, contract)
            .addOptionalTopics(WORD, Recorder.TOPIC);
    assertThat(logs(filter))
        .extracting(Log::getTransactionHash)
        .containsExactly(receipt.getTransactionHash());
    assertThat(logs(new EthFilter(receipt.getBlockHash(), contract))).hasSize(1);
    filter =
        new EthFilter(
                DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, contract)
            .addSingleTopic(WORD);
    assertThat(logs(filter)).isEmpty();
    filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST,
            DefaultBlockParameterName.LATEST,
            POOR.getAddress());
    assertThat(logs(filter)).isEmpty();
  }

  @Test
  void refusesQueriesForLogsThatAreTooWide() throws Exception {
    String contract = deploy();
    for (int i = 0; i < 4; i++) {
      invoke(contract);
    }
    EthFilter wide =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.ONE),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(5)),
            contract);
    EthLog tooMany = web3j.ethGetLogs(wide).send();
    assertThat(tooMany.getError().getCode()).isEqualTo(-32005);
    assertThat(tooMany.getError().getMessage()).contains("more than 3 logs");
    chain.grow();
    EthFilter all =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, contract);
    assertThat(web3j.ethGetLogs(all).send().getError().getMessage()).contains("5 blocks");
  }

  @Test
  void givesTheReasonOfARevertToCallsAndEstimates() throws Exception {
    String contract = deploy();
    EthCall reverted = web3j.ethCall(call(contract, "0x"), DefaultBlockParameterName.LATEST).send();
    assertThat(reverted.isReverted()).isTrue();
    assertThat(reverted.getError().getCode()).isEqualTo(3);
    assertThat(reverted.getError().getMessage()).isEqualTo("execution reverted: no");
    assertThat(reverted.getError().getData().toString()).contains("0x08c379a0");
    assertThat(reverted.getRevertReason()).contains("no");
    EthEstimateGas estimate = web3j.ethEstimateGas(call(contract, "0x")).send();
    assertThat(estimate.getError().getCode()).isEqualTo(3);
  }

  @Test
  void estimatesTheGasThatSuffices() throws Exception {
    String contract = deploy();
    BigInteger gas = web3j.ethEstimateGas(call(contract, WORD)).send().getAmountUsed();
    RawTransaction exact =
        RawTransaction.createTransaction(
            next(), BigInteger.ZERO, gas, contract, BigInteger.ZERO, WORD);
    String hash = send(exact);
    chain.grow();
    TransactionReceipt receipt = receipt(hash);
    assertThat(receipt.isStatusOK()).isTrue();
    assertThat(receipt.getGasUsed()).isEqualTo(gas);
    Transaction plain =
        Transaction.createEtherTransaction(
            ALICE.getAddress(), null, null, null, POOR.getAddress(), BigInteger.ONE);
    assertThat(web3j.ethEstimateGas(plain).send().getAmountUsed()).isEqualTo(21_000);
    Transaction tooMuch =
        Transaction.createEtherTransaction(
            POOR.getAddress(), null, null, null, ALICE.getAddress(), BigInteger.ONE);
    assertThat(web3j.ethEstimateGas(tooMuch).send().getError().getCode()).isEqualTo(-32004);
  }

  @Test
  void asksNoFeesOnANetworkWithoutThem() throws Exception {
    String hash =
        send(
            RawTransaction.createTransaction(
                1337,
                next(),
                BigInteger.valueOf(21_000),
                POOR.getAddress(),
                BigInteger.ONE,
                "",
                BigInteger.TWO,
                BigInteger.TWO));
    chain.grow();
    assertThat(receipt(hash).getEffectiveGasPrice()).isEqualTo("0x2");
    assertThat(web3j.ethGasPrice().send().getGasPrice()).isZero();
    assertThat(web3j.ethMaxPriorityFeePerGas().send().getMaxPriorityFeePerGas()).isZero();
    EthFeeHistory.FeeHistory history =
        web3j
            .ethFeeHistory(5, DefaultBlockParameterName.LATEST, List.of(10.0, 90.0))
            .send()
            .getFeeHistory();
    assertThat(history.getOldestBlock()).isZero();
    assertThat(history.getBaseFeePerGas())
        .containsExactly(BigInteger.valueOf(1_000_000_000), BigInteger.ZERO, BigInteger.ZERO);
    assertThat(history.getGasUsedRatio()).hasSize(2);
    assertThat(history.getReward().getLast()).containsExactly(BigInteger.TWO, BigInteger.TWO);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 21000, -32004, insufficient funds for gas * price + value",
    "0, 20999, -32003, intrinsic gas too low",
    "0, 99999999, -32005, exceeds block gas limit"
  })
  void refusesTransactionsWithTheCodesAndTextsThatClientsKnow(
      long ether, long gas, int code, String text) throws Exception {
    RawTransaction transaction =
        RawTransaction.createEtherTransaction(
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.valueOf(gas),
            POOR.getAddress(),
            ENDOWMENT.multiply(BigInteger.valueOf(ether)));
    EthSendTransaction answer = web3j.ethSendRawTransaction(sign(transaction)).send();
    assertThat(answer.getError().getCode()).isEqualTo(code);
    assertThat(answer.getError().getMessage()).isEqualTo(text);
  }

  @Test
  void answersWeb3jsBatches() throws Exception {
    BatchResponse batch =
        web3j.newBatch().add(web3j.ethChainId()).add(web3j.ethBlockNumber()).send();
    assertThat(batch.getResponses()).hasSize(2).noneMatch(response -> response.hasError());
  }

  @Test
  void takesBlocksByTagNumberAndTheObjectsOfEip1898() {
    chain.grow();
    JsonRpcClient client = new JsonRpcClient(node.url());
    String hash = chain.chain().headHash().toHexString();
    for (Object block :
        List.of(
            "latest",
            "safe",
            "finalized",
            "pending",
            "0x1",
            Map.of("blockNumber", "0x1"),
            Map.of("blockHash", hash, "requireCanonical", true))) {
      assertThat(client.result("eth_getBalance", ALICE.getAddress(), block).asText())
          .isEqualTo(Numeric.encodeQuantity(ENDOWMENT));
    }
    for (Object block : List.of("newest", "0x", Map.of(), Map.of("blockHash", "0x1"), 1.5)) {
      assertThat(code(client.answer("eth_getBalance", ALICE.getAddress(), block)))
          .isEqualTo(-32602);
    }
    assertThat(code(client.answer("eth_getBalance", ALICE.getAddress(), "0x2"))).isEqualTo(-32000);
    assertThat(client.result("eth_getBlockByNumber", "0x2", false).isNull()).isTrue();
    assertThat(client.result("eth_getBlockByHash", Recorder.TOPIC, false).isNull()).isTrue();
    assertThat(client.result("eth_getTransactionByHash", Recorder.TOPIC).isNull()).isTrue();
  }

  @Test
  void tellsOfTheNodeAndGeneratesText() {
    chain.grow();
    JsonRpcClient client = new JsonRpcClient(node.url());
    JsonNode state = client.result("lyceum_nodeState");
    assertThat(state.get("state").asText()).isEqualTo("ready");
    assertThat(state.get("sealing").asText()).isEqualTo("sealing");
    assertThat(state.get("abstainsUntil").isNull()).isTrue();
    assertThat(state.get("headNumber").asText()).isEqualTo("0x1");
    JsonNode generation = client.result("lyceum_generate", "Once", 5, 0.5, 9);
    assertThat(generation.get("text").asText()).contains("Once", "5", "0.5", "9");
    assertThat(generation.get("attestedAt").asText()).isEqualTo("0x7");
    assertThat(code(client.answer("lyceum_generate", TestNode.PROMPT_TOO_EARLY))).isEqualTo(-32000);
    assertThat(code(client.answer("lyceum_generate", ""))).isEqualTo(-32602);
    assertThat(code(client.answer("lyceum_generate"))).isEqualTo(-32602);
    assertThat(code(client.answer("lyceum_generate", "x", 0))).isEqualTo(-32602);
    assertThat(code(client.answer("lyceum_generate", "x", 5, 3))).isEqualTo(-32602);
    assertThat(code(client.answer("lyceum_generate", "x".repeat(20_000)))).isEqualTo(-32602);
  }

  @Test
  void servesWeb3jInItsOwnProcess() throws Exception {
    Web3j inside = Web3j.build(new InProcessWeb3jService(node.dispatcher()));
    assertThat(inside.ethChainId().send().getChainId()).isEqualTo(1337);
    assertThat(
            inside
                .ethGetBalance(ALICE.getAddress(), DefaultBlockParameterName.LATEST)
                .send()
                .getBalance())
        .isEqualTo(ENDOWMENT);
    inside.shutdown();
  }

  private static int code(JsonNode answer) {
    return answer.at("/error/code").asInt();
  }

  private BigInteger next() {
    return BigInteger.valueOf(nonce++);
  }

  private static String sign(RawTransaction transaction) {
    return Numeric.toHexString(TransactionEncoder.signMessage(transaction, 1337, ALICE));
  }

  private String send(RawTransaction transaction) throws Exception {
    EthSendTransaction answer = web3j.ethSendRawTransaction(sign(transaction)).send();
    assertThat(answer.getError()).isNull();
    return answer.getTransactionHash();
  }

  private TransactionReceipt receipt(String hash) throws Exception {
    return web3j.ethGetTransactionReceipt(hash).send().getTransactionReceipt().orElseThrow();
  }

  private String deploy() throws Exception {
    String hash =
        send(
            RawTransaction.createContractTransaction(
                next(),
                BigInteger.ZERO,
                BigInteger.valueOf(1_000_000),
                BigInteger.ZERO,
                Recorder.INIT_CODE.toHexString()));
    chain.grow();
    return receipt(hash).getContractAddress();
  }

  private String invoke(String contract) throws Exception {
    String hash =
        send(
            RawTransaction.createTransaction(
                next(),
                BigInteger.ZERO,
                BigInteger.valueOf(100_000),
                contract,
                BigInteger.ZERO,
                WORD));
    chain.grow();
    return hash;
  }

  private static Transaction call(String contract, String data) {
    return Transaction.createEthCallTransaction(ALICE.getAddress(), contract, data);
  }

  private List<Log> logs(EthFilter filter) throws Exception {
    return web3j.ethGetLogs(filter).send().getLogs().stream()
        .map(result -> (Log) result.get())
        .toList();
  }

  private String storage(String contract) throws Exception {
    return web3j
        .ethGetStorageAt(contract, BigInteger.ZERO, DefaultBlockParameterName.LATEST)
        .send()
        .getData();
  }

  private BigInteger transactionCount(DefaultBlockParameterName block) throws Exception {
    return web3j.ethGetTransactionCount(ALICE.getAddress(), block).send().getTransactionCount();
  }

  private BigInteger balance(Credentials account, DefaultBlockParameterName block)
      throws Exception {
    return web3j.ethGetBalance(account.getAddress(), block).send().getBalance();
  }
}
