package io.lyceum.api.websocket;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.TestNode;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.http.AccessRules;
import io.lyceum.api.http.BearerTokens;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.http.LargeMessages;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.api.subscription.Subscriptions;
import io.lyceum.ledger.crypto.HmacSha256;
import io.lyceum.pool.PoolLimits;
import io.lyceum.pool.TestChain;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean no good, over raw WebSockets. */
class HostileWebSocketClientsTest {

  private static final RpcLimits LIMITS =
      new RpcLimits(1 << 20, 100, 32, 1 << 20, Duration.ofSeconds(10));
  private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"one\"}";
  private static final Duration IMPATIENT = Duration.ofMillis(700);
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final RpcWorkers workers = new RpcWorkers();
  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir private Path directory;
  private TestChain chain;
  private Subscriptions subscriptions;

  @BeforeEach
  void start() {
    chain = new TestChain(directory, PoolLimits.DEFAULT);
    subscriptions = new Subscriptions(new ChainQuery(chain.chain()), TestNode.alone());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    workers.close();
    subscriptions.close();
    chain.close();
  }

  @Test
  void whoDoesNotReadAnAnswerLosesTheConnectionThoughItPings() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, IMPATIENT));
    client.sendText(CALL.replace("one", "long"));
    await()
        .atMost(PATIENT)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> client.send(RawWebSocket.PING, true, new byte[0]))
                    .isInstanceOf(IOException.class));
  }

  @Test
  void aPingIsAnsweredThoughAnswersWait() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    byte[] latest = {2};
    client.sendText(CALL.replace("one", "long"));
    client.sendText(CALL.replace("one", "long"));
    client.send(RawWebSocket.PING, true, new byte[] {1});
    client.send(RawWebSocket.PING, true, latest);
    client.sendText(CALL);
    List<RawWebSocket.Frame> frames = new ArrayList<>();
    while (frames.stream().filter(frame -> frame.code() == RawWebSocket.TEXT).count() < 3
        || frames.stream().noneMatch(frame -> Arrays.equals(frame.payload(), latest))) {
      frames.add(client.readFrame());
    }
    assertThat(frames)
        .filteredOn(frame -> frame.code() == RawWebSocket.PONG)
        .last()
        .satisfies(pong -> assertThat(pong.payload()).isEqualTo(latest));
  }

  @Test
  void aMessageThatStaysUnfinishedEndsTheConnectionThoughItsClientPings() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, IMPATIENT));
    client.send(RawWebSocket.TEXT, false, "[".getBytes(StandardCharsets.US_ASCII));
    await()
        .atMost(PATIENT)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> client.send(RawWebSocket.PING, true, new byte[0]))
                    .isInstanceOf(IOException.class));
  }

  @Test
  void fragmentsAboveTheLimitEndTheConnection() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    byte[] part = spaces(LIMITS.maxBodyBytes() / 2 + 1);
    client.send(RawWebSocket.TEXT, false, part);
    client.send(RawWebSocket.CONTINUATION, false, part);
    assertThat(client.closeCode()).isEqualTo(CloseCode.TOO_BIG.number());
  }

  @Test
  void onlyAFewLargeMessagesAreHeldAndTheirRoomIsGivenBack() throws Exception {
    WebSocketServer server = serve(AccessRules.LOOPBACK, PATIENT);
    byte[] large = spaces(LargeMessages.LARGE + 1);
    List<RawWebSocket> holding = new ArrayList<>();
    RawWebSocket refused = null;
    for (int i = 0; i <= RpcWorkers.COUNT; i++) {
      refused = connect(server);
      refused.send(RawWebSocket.TEXT, false, large);
      // A pong says that the message was taken before.
      if (i < RpcWorkers.COUNT) {
        refused.send(RawWebSocket.PING, true, new byte[0]);
        refused.readSome();
        holding.add(refused);
      }
    }
    assertThat(refused.closeCode()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
    for (RawWebSocket each : holding) {
      each.send(RawWebSocket.CONTINUATION, true, CALL.getBytes(StandardCharsets.US_ASCII));
      assertThat(each.readSome()).endsWith("\"result\":\"0x1\"}");
    }
    RawWebSocket next = connect(server);
    next.send(RawWebSocket.TEXT, false, large);
    next.send(RawWebSocket.CONTINUATION, true, CALL.getBytes(StandardCharsets.US_ASCII));
    assertThat(next.readSome()).endsWith("\"result\":\"0x1\"}");
  }

  @Test
  void aLargeFrameThatIsUnfinishedHoldsRoomToo() throws Exception {
    WebSocketServer server = serve(AccessRules.LOOPBACK, PATIENT);
    byte[] large = spaces(LargeMessages.LARGE + 1);
    for (int i = 0; i < RpcWorkers.COUNT; i++) {
      connect(server).begin(RawWebSocket.TEXT, LIMITS.maxBodyBytes(), large);
    }
    await()
        .atMost(PATIENT)
        .untilAsserted(
            () -> {
              RawWebSocket refused = connect(server);
              refused.send(RawWebSocket.TEXT, true, large);
              assertThat(refused.closeCode()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
            });
    RawWebSocket small = connect(server);
    small.sendText(CALL);
    assertThat(small.readSome()).endsWith("\"result\":\"0x1\"}");
  }

  @Test
  void aFrameAboveTheLimitIsNotRead() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    client.begin(RawWebSocket.TEXT, LIMITS.maxBodyBytes() + 1L, new byte[0]);
    assertThat(client.closeCode()).isEqualTo(CloseCode.TOO_BIG.number());
  }

  @Test
  void aMessageMayBeSplitWithinACharacter() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    // The second one stands for a broken character where texts are repaired.
    String id = "\"id\":\"\u00e9\uFFFD\"";
    byte[] message = CALL.replace("\"id\":1", id).getBytes(StandardCharsets.UTF_8);
    for (int split = 0; split <= message.length; split++) {
      client.send(RawWebSocket.TEXT, false, Arrays.copyOf(message, split));
      client.send(RawWebSocket.PING, true, new byte[0]);
      client.send(
          RawWebSocket.CONTINUATION, true, Arrays.copyOfRange(message, split, message.length));
      String answered = client.readSome();
      while (!answered.contains("result")) {
        answered += client.readSome();
      }
      assertThat(answered).contains(id);
    }
  }

  @Test
  void aTextWithABrokenCharacterEndsTheConnection() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    byte[] message = CALL.replace("\"id\":1", "\"id\":\"?\"").getBytes(StandardCharsets.UTF_8);
    message[CALL.indexOf("\"id\":1") + 6] = (byte) 0xc3;
    client.send(RawWebSocket.TEXT, true, message);
    assertThat(client.closeCode()).isEqualTo(CloseCode.INVALID_DATA.number());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A continuation of nothing, an unknown code, an extension, no mask.
        "808000000000",
        "838000000000",
        "c18000000000",
        "8100",
        // A ping that is split, one that is too long, a length above 2^63.
        "098000000000",
        "89fe007e00000000",
        "81ffffffffffffffffff00000000",
        // Lengths that have shorter codes, half a code of closing.
        "81fe007d00000000",
        "81ff000000000000ffff00000000",
        "88810000000041",
        // A message within another.
        "01800000000001800000000000"
      })
  void whatIsNoWebSocketEndsTheConnection(String bytes) throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    client.sendBytes(Bytes.fromHexString(bytes).toArray());
    assertThat(client.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR.number());
  }

  @Test
  void payloadsAreUnmaskedInAnyPieces() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    byte[] masked = CALL.getBytes(StandardCharsets.US_ASCII);
    byte[] mask = {1, 2, 3, (byte) 0x84};
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % 4];
    }
    client.sendBytes(new byte[] {(byte) 0x81, (byte) (0x80 | masked.length)});
    client.sendBytes(mask);
    for (byte each : masked) {
      client.sendBytes(new byte[] {each});
    }
    assertThat(client.readSome()).endsWith("\"result\":\"0x1\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1|Sec-WebSocket-Version: 13",
        "GET / HTTP/1.1|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAA",
        "GET / HTTP/1.1|Sec-WebSocket-Version: 12|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "GET /other HTTP/1.1|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "POST / HTTP/1.1|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
      })
  void whoDoesNotAskForAWebSocketGetsNone(String request) throws Exception {
    WebSocketServer server = serve(AccessRules.LOOPBACK, PATIENT);
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              (request.replace("|", "\r\n")
                      + "\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes(12);
      assertThat(new String(status, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 40");
    }
  }

  @Test
  void otherHostsAndMissingTokensAreRefused() throws Exception {
    BearerTokens tokens = new BearerTokens(new HmacSha256(Bytes32.ZERO), InstantSource.system());
    WebSocketServer server =
        serve(new AccessRules(Set.of("localhost"), Set.of(), Optional.of(tokens)), PATIENT);
    String bad = "Authorization: Bearer x.y.z\r\n";
    assertThat(connect(server, "Host: evil.example\r\n").status()).contains(" 403 ");
    assertThat(connect(server, "Host: localhost\r\n").status()).contains(" 401 ");
    assertThat(connect(server, "Host: localhost\r\n", bad).status()).contains(" 401 ");
  }

  @Test
  void methodsLearnWhoCallsThem() throws Exception {
    RawWebSocket client = connect(serve(AccessRules.LOOPBACK, PATIENT));
    client.sendText(CALL.replace("one", "who"));
    assertThat(client.readSome()).contains("\"address 127.0.0.1\"");
  }

  private WebSocketServer serve(AccessRules access, Duration idleTimeout) {
    RpcMethods methods =
        RpcMethods.of(
            family ->
                family
                    .add(method("one", "1"), p -> 1L)
                    .add(method("who", "1"), p -> p.caller().name())
                    .add(method("long", "1"), p -> "x".repeat(6_000_000)));
    WebSocketServer server =
        new WebSocketServer(
            new HttpConfig("127.0.0.1", 0, access, 100, idleTimeout),
            LIMITS,
            WebSocketLimits.DEFAULT,
            new JsonRpcDispatcher(methods, LIMITS, RpcObserver.NONE),
            subscriptions,
            workers);
    server.start();
    opened.add(server);
    return server;
  }

  private RawWebSocket connect(WebSocketServer server, String... headers) throws IOException {
    RawWebSocket client =
        new RawWebSocket(URI.create("ws://127.0.0.1:" + server.port() + "/"), headers);
    opened.add(client);
    return client;
  }

  private static byte[] spaces(int count) {
    return " ".repeat(count).getBytes(StandardCharsets.US_ASCII);
  }
}
