package io.lyceum.api.http;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcObserver;
import io.lyceum.ledger.crypto.HmacSha256;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** Methods learn who calls them. */
class CallerOfRequestTest {

  private static final byte[] SECRET = new byte[32];
  private static final String HEADER = "{\"alg\":\"HS256\"}";

  @Test
  void isItsAddressWithoutAToken() throws Exception {
    assertThat(ask(AccessRules.LOOPBACK, "")).contains("\"address 127.0.0.1\"");
  }

  @Test
  void isWhomItsTokenNames() throws Exception {
    AccessRules rules =
        new AccessRules(
            Set.of("127.0.0.1"),
            Set.of(),
            Optional.of(
                new BearerTokens(
                    new HmacSha256(Bytes.wrap(SECRET)), InstantSource.fixed(Instant.EPOCH))));
    assertThat(ask(rules, BearerTokensTest.token(HEADER, "{\"iat\":0,\"sub\":\"ann\"}", SECRET)))
        .contains("\"subject ann\"");
    assertThat(ask(rules, BearerTokensTest.token(HEADER, "{\"iat\":0,\"sub\":1}", SECRET)))
        .contains("\"address 127.0.0.1\"");
  }

  private static String ask(AccessRules rules, String token) throws Exception {
    RpcMethods methods =
        RpcMethods.of(family -> family.add(method("who", "1"), p -> p.caller().name()));
    try (RpcWorkers workers = new RpcWorkers();
        JsonRpcServer server =
            new JsonRpcServer(
                new HttpConfig("127.0.0.1", 0, rules, 10, Duration.ofSeconds(30)),
                RpcLimits.DEFAULT,
                new JsonRpcDispatcher(methods, RpcLimits.DEFAULT, RpcObserver.NONE),
                workers);
        HttpClient client = HttpClient.newHttpClient()) {
      server.start();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
              .header("Authorization", "Bearer " + token)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"who\"}"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
