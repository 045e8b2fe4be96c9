package io.lyceum.api.http;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.ledger.crypto.HmacSha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean no good, over raw sockets, while an ordinary one wants its answers. */
class HostileClientsTest {

  private static final RpcLimits LIMITS =
      new RpcLimits(1 << 20, 100, 32, 1 << 20, Duration.ofSeconds(10));
  private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\"}";
  private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}";
  private static final int LONG_ANSWER = 6_000_000;
  private static final Duration IMPATIENT = Duration.ofMillis(700);

  private final RpcWorkers workers = new RpcWorkers();
  private final HttpClient ordinary = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();
  private JsonRpcServer server;

  @BeforeEach
  void start() {
    server = serve(AccessRules.LOOPBACK, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    workers.close();
    ordinary.close();
  }

  private JsonRpcServer serve(AccessRules access, Duration idleTimeout) {
    RpcMethods methods =
        RpcMethods.of(
            family ->
                family
                    .add(method("one", "1"), p -> 1L)
                    .add(method("long", "1"), p -> "x".repeat(LONG_ANSWER)));
    JsonRpcServer started =
        new JsonRpcServer(
            new HttpConfig("127.0.0.1", 0, access, 3000, idleTimeout),
            LIMITS,
            new JsonRpcDispatcher(methods, LIMITS, RpcObserver.NONE),
            workers);
    started.start();
    return started;
  }

  /** Each is begun in time, and then goes on a byte at a time, so that it would take hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n[",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n[",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2710\r\n["
      })
  void whoSendsSlowlyLosesTheConnection(String begun) throws Exception {
    try (JsonRpcServer impatient = serve(AccessRules.LOOPBACK, IMPATIENT)) {
      Socket socket = connect(impatient);
      send(socket, begun);
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(goesOn(socket)).isFalse());
      assertThat(call(impatient)).isEqualTo(ANSWER);
    }
  }

  @Test
  void whoDoesNotReadAnAnswerLosesTheConnection() throws Exception {
    try (JsonRpcServer impatient = serve(AccessRules.LOOPBACK, IMPATIENT)) {
      Socket socket = connect(impatient);
      send(socket, largeRequest("long"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThatThrownBy(() -> send(socket, "1")).isInstanceOf(IOException.class));
      assertThat(readAll(socket).length).isLessThan(LONG_ANSWER);
    }
  }

  @Test
  void thoseWhoDoNotReadKeepNoLargeRequestsOut() throws Exception {
    for (int i = 0; i < RpcWorkers.COUNT; i++) {
      send(connect(server), largeRequest("long"));
    }
    await()
        .untilAsserted(
            () -> {
              Socket socket = connect(server);
              send(socket, largeRequest("one"));
              assertThat(readUntil(socket.getInputStream(), "\r\n")).startsWith("HTTP/1.1 200");
            });
  }

  @Test
  void aBodyOf100MegabytesIsNotTakenIn() throws Exception {
    for (String length : List.of("Content-Length: 104857600", "Transfer-Encoding: chunked")) {
      Socket socket = connect(server);
      send(socket, "POST / HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n");
      byte[] chunk = new byte[1 << 16];
      long taken = 0;
      try {
        while (taken < 104_857_600) {
          if (length.startsWith("Transfer")) {
            send(socket, "10000\r\n");
          }
          socket.getOutputStream().write(chunk);
          if (length.startsWith("Transfer")) {
            send(socket, "\r\n");
          }
          taken += chunk.length;
        }
      } catch (IOException closed) {
        // As it should be.
      }
      assertThat(taken).isLessThan(104_857_600);
      assertThat(call(server)).isEqualTo(ANSWER);
    }
  }

  @Test
  void thousandsOfIdleConnectionsKeepNobodyOut() throws Exception {
    for (int i = 0; i < 2000; i++) {
      sockets.add(new Socket("127.0.0.1", server.port()));
    }
    assertThat(call(server)).isEqualTo(ANSWER);
  }

  @Test
  void connectionsAboveTheLimitWaitUntilIdleOnesAreClosed() throws Exception {
    try (JsonRpcServer small =
        new JsonRpcServer(
            new HttpConfig("127.0.0.1", 0, AccessRules.LOOPBACK, 4, IMPATIENT),
            LIMITS,
            new JsonRpcDispatcher(
                RpcMethods.of(family -> family.add(method("one", "1"), p -> 1L)),
                LIMITS,
                RpcObserver.NONE),
            workers)) {
      small.start();
      for (int i = 0; i < 8; i++) {
        sockets.add(new Socket("127.0.0.1", small.port()));
      }
      await().untilAsserted(() -> assertThat(call(small)).isEqualTo(ANSWER));
    }
  }

  @Test
  void requestsSentAtOnceAreAnsweredInTheirOrder() throws Exception {
    Socket socket = connect(server);
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String body = CALL.replace("\"id\":1", "\"id\":" + (100 + i));
      requests
          .append("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ")
          .append(body.length())
          .append("\r\n\r\n")
          .append(body);
    }
    send(socket, requests.toString());
    String answers = readUntil(socket.getInputStream(), "\"id\":149,\"result\":\"0x1\"}");
    int place = 0;
    for (int i = 0; i < 50; i++) {
      place = answers.indexOf("\"id\":" + (100 + i) + ",", place);
      assertThat(place).as("answer %s", i).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "POST / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void whatIsNotHttpGetsAnErrorOrAClosedConnection(String sent) throws Exception {
    Socket socket = connect(server);
    send(socket, sent);
    String answered = new String(readAll(socket), StandardCharsets.ISO_8859_1);
    assertThat(answered)
        .satisfiesAnyOf(
            text -> assertThat(text).isEmpty(), text -> assertThat(text).startsWith("HTTP/1.1 4"));
    assertThat(call(server)).isEqualTo(ANSWER);
  }

  @Test
  void withASecretOnlyWhoKnowsItIsAnswered() throws Exception {
    byte[] secret = new byte[32];
    Instant now = Instant.ofEpochSecond(1_700_000_000);
    AccessRules rules =
        new AccessRules(
            Set.of("127.0.0.1"),
            Set.of("https://wallet.example"),
            Optional.of(
                new BearerTokens(new HmacSha256(Bytes.wrap(secret)), InstantSource.fixed(now))));
    String token = BearerTokensTest.token("{\"alg\":\"HS256\"}", "{\"iat\":1700000000}", secret);
    try (JsonRpcServer locked = serve(rules, Duration.ofSeconds(30))) {
      assertThat(post(locked).statusCode()).isEqualTo(401);
      assertThat(post(locked, "Authorization", "Bearer x.y.z").statusCode()).isEqualTo(401);
      assertThat(post(locked, "Authorization", "Bearer " + token).body()).isEqualTo(ANSWER);
      HttpRequest preflight =
          HttpRequest.newBuilder(uri(locked))
              .header("Origin", "https://wallet.example")
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(ordinary.send(preflight, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void webPagesOfOtherOriginsAreNotAnsweredAtAll() throws Exception {
    HttpResponse<String> refused = post(server, "Origin", "https://evil.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).doesNotContain("result");
  }

  private Socket connect(JsonRpcServer target) throws IOException {
    Socket socket = new Socket("127.0.0.1", target.port());
    socket.setSoTimeout(30_000);
    sockets.add(socket);
    return socket;
  }

  private static String largeRequest(String method) {
    String body = CALL.replace("one", method) + " ".repeat(LargeMessages.LARGE);
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Whether another byte can be sent, without an answer being there. */
  private static boolean goesOn(Socket socket) {
    try {
      send(socket, "1");
      return socket.getInputStream().available() == 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private static byte[] readAll(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (IOException reset) {
      return new byte[0];
    }
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    while (text.indexOf(end) < 0) {
      int read = in.read(buffer);
      assertThat(read).as("the server sent only %s", text).isPositive();
      text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private String call(JsonRpcServer target) throws Exception {
    return post(target).body();
  }

  private HttpResponse<String> post(JsonRpcServer target, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(target))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(CALL));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return ordinary.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(JsonRpcServer target) {
    return URI.create("http://127.0.0.1:" + target.port() + "/");
  }
}
