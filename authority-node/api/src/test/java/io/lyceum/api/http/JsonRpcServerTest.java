package io.lyceum.api.http;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.api.schema.EthereumSchemas;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON-RPC 2.0 over a real socket, with methods that need no chain. */
class JsonRpcServerTest {

  private static final RpcLimits LIMITS =
      new RpcLimits(64 * 1024, 3, 16, 100, Duration.ofSeconds(10));
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final RpcWorkers workers = new RpcWorkers();
  private JsonRpcServer server;

  @BeforeEach
  void start() {
    server = serve(HttpConfig.loopback(0));
  }

  @AfterEach
  void stop() {
    workers.close();
    server.close();
    client.close();
  }

  private JsonRpcServer serve(HttpConfig config) {
    RpcMethods methods =
        RpcMethods.of(
            family ->
                family
                    .add(
                        method("echo", "Gives back what it gets")
                            .required("data", EthereumSchemas.DATA),
                        p -> p.required(0, "data", Hexadecimal::data))
                    .add(method("one", "1"), p -> 1L)
                    .add(
                        method("onVirtualThread", "Who computes"),
                        p -> Thread.currentThread().isVirtual())
                    .add(
                        method("reverts", "Reverts"),
                        p -> {
                          throw RpcException.reverted("execution reverted", Bytes.of(1, 2));
                        })
                    .add(
                        method("breaks", "Breaks"),
                        p -> {
                          throw new IllegalStateException("a secret of the node");
                        }));
    JsonRpcServer server =
        new JsonRpcServer(
            config, LIMITS, new JsonRpcDispatcher(methods, LIMITS, RpcObserver.NONE), workers);
    server.start();
    return server;
  }

  @Test
  void answersACallWithItsId() throws Exception {
    assertThat(call("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"echo\",\"params\":[\"0xab\"]}"))
        .isEqualTo(JSON.readTree("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":\"0xab\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "nonsense", "{\"jsonrpc\":\"2.0\"", "[1,", "{} {}", "\"\\ud8", "\u0000"})
  void answersWhatIsNotJsonWithAParseError(String body) throws Exception {
    assertThat(call(body).at("/error/code").asInt()).isIn(-32700, -32600);
    assertThat(call(body).has("id")).isTrue();
  }

  @Test
  void refusesTheRestOfABatchThatTakesTooLong() throws Exception {
    RpcLimits hasty = new RpcLimits(64 * 1024, 3, 16, 1000, Duration.ofMillis(500));
    RpcMethods methods =
        RpcMethods.of(
            family ->
                family.add(
                    method("late", "Takes longer than a batch may"),
                    p -> {
                      long start = System.nanoTime();
                      while (System.nanoTime() - start <= hasty.maxBatchTime().toNanos()) {
                        LockSupport.parkNanos(hasty.maxBatchTime().toNanos());
                      }
                      return 1L;
                    }));
    String call = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"late\"}";
    String batch = "[" + call.formatted(1) + "," + call.formatted(2) + "]";
    JsonNode answers =
        JSON.readTree(
            new JsonRpcDispatcher(methods, hasty, RpcObserver.NONE)
                .dispatch(batch.getBytes(StandardCharsets.UTF_8), Caller.NODE)
                .orElseThrow());
    assertThat(answers.at("/0/result").asText()).isEqualTo("0x1");
    assertThat(answers.at("/1/id").asInt()).isEqualTo(2);
    assertThat(answers.at("/1/error/code").asInt()).isEqualTo(-32005);
    assertThat(answers.at("/1/error/message").asText()).contains("500 ms of a batch");
  }

  @Test
  void answersDeepNestingAndHugeNumbersWithAParseError() throws Exception {
    assertThat(call("[".repeat(10_000)).at("/error/code").asInt()).isEqualTo(-32700);
    String huge =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\",\"params\":[" + "9".repeat(5000);
    assertThat(call(huge + "]}").at("/error/code").asInt()).isEqualTo(-32700);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{}",
        "[]",
        "{\"id\":1,\"method\":\"one\"}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"one\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"one\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\",\"params\":\"x\"}"
      })
  void answersWhatIsNoRequestWithInvalidRequest(String body) throws Exception {
    assertThat(call(body).at("/error/code").asInt()).isEqualTo(-32600);
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, '[]', -32601",
    "echo, '[]', -32602",
    "echo, '[5]', -32602",
    "echo, '[\"0xa\"]', -32602",
    "echo, '[\"0xzz\"]', -32602",
    "echo, '[\"0xab\", 1]', -32602",
    "echo, '{\"data\": \"0xab\"}', -32602",
    "breaks, '[]', -32603"
  })
  void answersEveryFailureWithItsStandardCode(String method, String params, int code)
      throws Exception {
    JsonNode answer =
        call(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                .formatted(method, params));
    assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
    assertThat(answer.toString()).doesNotContain("secret");
  }

  @Test
  void givesTheDataOfARevert() throws Exception {
    JsonNode answer = call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"reverts\"}");
    assertThat(answer.at("/error/code").asInt()).isEqualTo(3);
    assertThat(answer.at("/error/data").asText()).isEqualTo("0x0102");
  }

  @Test
  void answersABatchInOrderWithoutItsNotifications() throws Exception {
    JsonNode answers =
        call(
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\"},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"one\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"unknown\"}]");
    assertThat(answers).hasSize(2);
    assertThat(answers.at("/0/result").asText()).isEqualTo("0x1");
    assertThat(answers.at("/1/error/code").asInt()).isEqualTo(-32601);
  }

  @Test
  void computesOnPlatformThreadsSoThatALongCallHoldsUpNoVirtualOnes() throws Exception {
    JsonNode answer = call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"onVirtualThread\"}");
    assertThat(answer.at("/result").asBoolean(true)).isFalse();
  }

  @Test
  void refusesABatchThatIsTooLong() throws Exception {
    assertThat(call("[1,2,3,4]").at("/error/code").asInt()).isEqualTo(-32005);
  }

  @Test
  void refusesTheRestOfABatchOnceItsAnswersAreTooLong() throws Exception {
    String echo = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"echo\",\"params\":[\"%s\"]}";
    JsonNode answers =
        call(
            "["
                + echo.formatted(1, "0xab")
                + ","
                + echo.formatted(2, "0x" + "ab".repeat(100))
                + ","
                + echo.formatted(3, "0xab")
                + "]");
    assertThat(answers.at("/0/result").asText()).isEqualTo("0xab");
    assertThat(answers.at("/1/result").asText()).hasSize(202);
    assertThat(answers.at("/2/error/code").asInt()).isEqualTo(-32005);
    assertThat(answers.at("/2/id").asInt()).isEqualTo(3);
  }

  @Test
  void saysNothingToANotification() throws Exception {
    HttpResponse<String> response = post(server, "{\"jsonrpc\":\"2.0\",\"method\":\"one\"}");
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void refusesBodiesAboveTheLimitWhetherTheirLengthIsToldOrNot() throws Exception {
    byte[] large = new byte[LIMITS.maxBodyBytes() * 4];
    var told = HttpRequest.BodyPublishers.ofByteArray(large);
    var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    assertThat(statusOrClosed(told)).isIn(413, 0);
    assertThat(statusOrClosed(chunked)).isIn(413, 0);
    assertThat(call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\"}").at("/result").asText())
        .isEqualTo("0x1");
  }

  @Test
  void holdsAFewLargeBodiesAtATimeAndAnswersSmallOnesBesideThem() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        slow.add(socket);
        String begun = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000\r\n\r\n[";
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
      }
      var large = HttpRequest.BodyPublishers.ofByteArray(new byte[40_000]);
      await().untilAsserted(() -> assertThat(statusOrClosed(large)).isEqualTo(503));
      assertThat(call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\"}").at("/result").asText())
          .isEqualTo("0x1");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    var large = HttpRequest.BodyPublishers.ofByteArray(new byte[40_000]);
    await().untilAsserted(() -> assertThat(statusOrClosed(large)).isEqualTo(200));
  }

  @Test
  void refusesOtherMethodsAndPaths() throws Exception {
    URI root = uri(server, "/");
    var get = HttpRequest.newBuilder(root).GET().build();
    assertThat(client.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(405);
    var elsewhere = HttpRequest.newBuilder(uri(server, "/x")).GET().build();
    assertThat(client.send(elsewhere, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void allowsNoOtherOriginUnlessConfigured() throws Exception {
    assertThat(originAllowed(server, "https://example.org")).isEmpty();
    HttpConfig open =
        new HttpConfig(
            "127.0.0.1",
            0,
            new AccessRules(
                Set.of(AccessRules.ANY), Set.of("https://example.org"), Optional.empty()),
            8,
            Duration.ofSeconds(5));
    try (JsonRpcServer second = serve(open)) {
      assertThat(originAllowed(second, "https://example.org")).contains("https://example.org");
      assertThat(originAllowed(second, "https://example.com")).isEmpty();
    }
  }

  @Test
  void refusesANameThatIsNotItsOwn() throws Exception {
    assertThat(rawStatus(server, "localhost")).isEqualTo(200);
    assertThat(rawStatus(server, "evil.example.org")).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'POST / HTT', ''", "'GET / HTTP/1.1\r\nHost: x\r\n\r\n', HTTP/1.1 405"})
  void closesAConnectionThatStaysSilent(String sent, String answered) throws Exception {
    HttpConfig impatient =
        new HttpConfig(
            "127.0.0.1",
            0,
            new AccessRules(Set.of(AccessRules.ANY), Set.of(), Optional.empty()),
            8,
            Duration.ofMillis(500));
    try (JsonRpcServer second = serve(impatient);
        Socket socket = new Socket("127.0.0.1", second.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      byte[] untilItsEnd = socket.getInputStream().readAllBytes();
      assertThat(new String(untilItsEnd, StandardCharsets.US_ASCII)).startsWith(answered);
    }
  }

  private JsonNode call(String body) throws Exception {
    HttpResponse<String> response = post(server, body);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> post(JsonRpcServer target, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(target, "/"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** 0 if the server closed the connection before the whole body was sent. */
  private int statusOrClosed(HttpRequest.BodyPublisher body) throws InterruptedException {
    var request = HttpRequest.newBuilder(uri(server, "/")).POST(body).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException closed) {
      return 0;
    }
  }

  private Optional<String> originAllowed(JsonRpcServer target, String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(target, "/"))
            .header("Origin", origin)
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    return client
        .send(request, HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue("Access-Control-Allow-Origin");
  }

  private static int rawStatus(JsonRpcServer target, String host) throws IOException {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\"}";
    String request =
        "POST / HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(host, target.port(), body.length(), body);
    try (Socket socket = new Socket("127.0.0.1", target.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(reader.readLine().split(" ")[1]);
    }
  }

  private static URI uri(JsonRpcServer target, String path) {
    return URI.create("http://127.0.0.1:" + target.port() + path);
  }
}
