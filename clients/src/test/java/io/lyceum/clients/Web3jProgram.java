package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reactivex.disposables.Disposable;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthFeeHistory;
import org.web3j.protocol.core.methods.response.EthGetProof;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** What a program with web3j does: the same as those of npm do with their libraries. */
final class Web3jProgram {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Event SIGNED =
      new Event(
          "Signed",
          List.of(
              new TypeReference<Address>(true) {},
              new TypeReference<Uint256>(true) {},
              new TypeReference<Utf8String>() {}));

  private final Web3j http;
  private final Web3j socket;
  private final Web3jAccount account;
  private final JsonNode artifacts;
  private String book;

  /**
   * @param http a node over HTTP
   * @param socket the same over WebSocket
   * @param credentials of an account with coins
   * @param artifacts the creation bytecode of our contracts
   */
  Web3jProgram(Web3j http, Web3j socket, Credentials credentials, JsonNode artifacts)
      throws IOException {
    this.http = http;
    this.socket = socket;
    this.account = new Web3jAccount(http, credentials);
    this.artifacts = artifacts;
  }

  /** Does all of it. */
  void run() throws Exception {
    deploy();
    sendEveryType();
    findEvents();
    hearEvents();
    decodeFailures();
    haveASignatureChecked();
    sendManyAtOnce();
    askForFees();
    askForAProof();
  }

  private void deploy() throws Exception {
    String title = FunctionEncoder.encodeConstructor(List.of(new Utf8String("Guests")));
    TransactionReceipt receipt = account.deploy(bytecode("Guestbook") + title);
    assertThat(receipt.getType()).isEqualTo("0x2");
    assertThat(receipt.getEffectiveGasPrice()).isEqualTo("0x0");
    book = receipt.getContractAddress();
    Function question =
        new Function("title", List.of(), List.of(new TypeReference<Utf8String>() {}));
    assertThat(answer(question)).isEqualTo("Guests");
  }

  private void sendEveryType() throws Exception {
    List<AccessListObject> accessList =
        List.of(new AccessListObject(book, List.of("0x" + "0".repeat(63) + "1")));
    TransactionReceipt announced = account.send(book, sign(1, "announced"), accessList);
    assertThat(announced.getType()).isEqualTo("0x1");
    assertThat(announced.isStatusOK()).isTrue();

    String batch = account.deploy(bytecode("Batch")).getContractAddress();
    List<DynamicStruct> calls = List.of(call(sign(6, "both")), call(sign(7, "both")));
    Function execute =
        new Function("execute", List.of(new DynamicArray<>(DynamicStruct.class, calls)), List.of());
    TransactionReceipt delegated = account.sendItself(execute, batch);
    assertThat(delegated.getType()).isEqualTo("0x4");
    assertThat(delegated.isStatusOK()).isTrue();
    assertThat(guestOf(7)).isEqualTo(account.address());
  }

  private DynamicStruct call(Function function) {
    return new DynamicStruct(
        new Address(book),
        new DynamicBytes(Numeric.hexStringToByteArray(FunctionEncoder.encode(function))));
  }

  private void findEvents() throws Exception {
    TransactionReceipt receipt = account.send(book, sign(2, "filtered"));
    EthFilter filter =
        new EthFilter(DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, book)
            .addSingleTopic(EventEncoder.encode(SIGNED))
            .addNullTopic()
            .addSingleTopic(topic(2));
    List<?> logs = http.ethGetLogs(filter).send().getLogs();
    assertThat(logs).hasSize(1);
    assertThat(((EthLog.LogObject) logs.getFirst()).getTransactionHash())
        .isEqualTo(receipt.getTransactionHash());
  }

  private void hearEvents() throws Exception {
    List<String> byFilter = new CopyOnWriteArrayList<>();
    List<String> bySubscription = new CopyOnWriteArrayList<>();
    List<String> heads = new CopyOnWriteArrayList<>();
    EthFilter filter =
        new EthFilter(DefaultBlockParameterName.LATEST, DefaultBlockParameterName.LATEST, book);
    List<Disposable> subscriptions =
        List.of(
            http.ethLogFlowable(filter).subscribe(log -> byFilter.add(log.getTransactionHash())),
            socket
                .logsNotifications(List.of(book), List.of())
                .subscribe(
                    log -> bySubscription.add(log.getParams().getResult().getTransactionHash())),
            socket
                .newHeadsNotifications()
                .subscribe(head -> heads.add(head.getParams().getResult().getHash())));
    // Each hears only of what comes after it was made.
    TransactionReceipt receipt = account.send(book, sign(10, "earlier"));
    await().atMost(PATIENCE).until(() -> heads.contains(receipt.getBlockHash()));
    TransactionReceipt heard = account.send(book, sign(11, "heard"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(byFilter).contains(heard.getTransactionHash());
              assertThat(bySubscription).contains(heard.getTransactionHash());
              assertThat(heads).contains(heard.getBlockHash()).doesNotHaveDuplicates();
            });
    subscriptions.forEach(Disposable::dispose);
  }

  private void decodeFailures() throws IOException {
    EthCall wordless = ask(sign(3, ""));
    assertThat(wordless.isReverted()).isTrue();
    assertThat(wordless.getRevertReason()).contains("No words");
    EthCall taken = ask(sign(2, "again"));
    assertThat(taken.getError().getData())
        .contains(Hash.sha3String("PageTaken(uint256,address)").substring(0, 10));
    assertThat(
            http.ethEstimateGas(
                    Transaction.createFunctionCallTransaction(
                        account.address(),
                        null,
                        null,
                        null,
                        book,
                        FunctionEncoder.encode(sign(2, "again"))))
                .send()
                .hasError())
        .isTrue();
  }

  private void haveASignatureChecked() throws Exception {
    Credentials guest = Credentials.create(Keys.createEcKeyPair());
    Sign.SignatureData signature =
        Sign.signTypedData(entry(guest.getAddress(), 4, "signed elsewhere"), guest.getEcKeyPair());
    Function signFor =
        new Function(
            "signFor",
            List.of(
                new Address(guest.getAddress()),
                new Uint256(4),
                new Utf8String("signed elsewhere"),
                new Uint8(signature.getV()[0]),
                new Bytes32(signature.getR()),
                new Bytes32(signature.getS())),
            List.of());
    assertThat(account.send(book, signFor).isStatusOK()).isTrue();
    assertThat(guestOf(4)).isEqualTo(guest.getAddress());
  }

  private String entry(String guest, int page, String words) {
    ObjectNode data = JSON.createObjectNode();
    ObjectNode types = data.putObject("types");
    members(
        types,
        "EIP712Domain",
        "string name",
        "string version",
        "uint256 chainId",
        "address verifyingContract");
    members(types, "Entry", "address guest", "uint256 page", "string words");
    data.put("primaryType", "Entry");
    data.putObject("domain")
        .put("name", "Guestbook")
        .put("version", "1")
        .put("chainId", account.chainId())
        .put("verifyingContract", book);
    data.putObject("message").put("guest", guest).put("page", page).put("words", words);
    return data.toString();
  }

  private static void members(ObjectNode types, String name, String... members) {
    for (String member : members) {
      String[] words = member.split(" ");
      types.withArray(name).addObject().put("name", words[1]).put("type", words[0]);
    }
  }

  private void sendManyAtOnce() throws Exception {
    BigInteger nonce = account.nonce();
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      hashes.add(account.submit(book, sign(100 + i, "at once"), nonce.add(BigInteger.valueOf(i))));
    }
    for (String hash : hashes) {
      assertThat(account.mined(hash).isStatusOK()).isTrue();
    }
    BatchRequest batch = http.newBatch();
    IntStream.range(0, 40)
        .forEach(
            i ->
                batch.add(
                    http.ethCall(
                        transaction(guestOfPage(100 + i)), DefaultBlockParameterName.LATEST)));
    assertThat(batch.send().getResponses())
        .filteredOn(
            response -> ((EthCall) response).getValue().endsWith(account.address().substring(2)))
        .hasSize(20);
  }

  private void askForFees() throws IOException {
    assertThat(http.ethGasPrice().send().getGasPrice()).isZero();
    assertThat(http.ethMaxPriorityFeePerGas().send().getMaxPriorityFeePerGas()).isZero();
    EthFeeHistory.FeeHistory history =
        http.ethFeeHistory(4, DefaultBlockParameterName.LATEST, List.of(25.0, 75.0))
            .send()
            .getFeeHistory();
    assertThat(history.getBaseFeePerGas()).hasSize(5).allMatch(fee -> fee.signum() == 0);
    assertThat(history.getReward()).hasSize(4);
  }

  private void askForAProof() throws IOException {
    EthBlock.Block block =
        http.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false).send().getBlock();
    EthGetProof.Proof proof =
        http.ethGetProof(book, List.of("0x1"), Numeric.encodeQuantity(block.getNumber()))
            .send()
            .getResult();
    byte[] root = Numeric.hexStringToByteArray(proof.getAccountProof().getFirst());
    assertThat(Numeric.toHexString(Hash.sha3(root))).isEqualTo(block.getStateRoot());
    byte[] storage =
        Numeric.hexStringToByteArray(proof.getStorageProof().getFirst().getProof().getFirst());
    assertThat(Numeric.toHexString(Hash.sha3(storage))).isEqualTo(proof.getStorageHash());
  }

  private static Function sign(int page, String words) {
    return new Function("sign", List.of(new Uint256(page), new Utf8String(words)), List.of());
  }

  private static Function guestOfPage(int page) {
    return new Function(
        "guestOf", List.of(new Uint256(page)), List.of(new TypeReference<Address>() {}));
  }

  private Object guestOf(int page) throws IOException {
    return answer(guestOfPage(page));
  }

  private Object answer(Function question) throws IOException {
    return FunctionReturnDecoder.decode(ask(question).getValue(), question.getOutputParameters())
        .getFirst()
        .getValue();
  }

  private EthCall ask(Function question) throws IOException {
    return http.ethCall(transaction(question), DefaultBlockParameterName.LATEST).send();
  }

  private Transaction transaction(Function question) {
    return Transaction.createEthCallTransaction(
        account.address(), book, FunctionEncoder.encode(question));
  }

  private static String topic(int page) {
    return "0x" + FunctionEncoder.encodeConstructor(List.of(new Uint256(page)));
  }

  private String bytecode(String contract) {
    return artifacts.get(contract).get("bytecode").asText();
  }
}
