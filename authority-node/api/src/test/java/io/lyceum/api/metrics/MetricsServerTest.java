package io.lyceum.api.metrics;

import static io.lyceum.api.rpc.MethodDescription.method;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.api.JsonRpcClient;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.rpc.RpcMethods;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile Optional<String> obstacle = Optional.empty();
  private MetricsServer server;

  @BeforeEach
  void start() {
    Health health =
        new Health() {
          @Override
          public String state() {
            return obstacle.isEmpty() ? "ready" : "syncing";
          }

          @Override
          public Optional<String> obstacle() {
            return obstacle;
          }
        };
    server = new MetricsServer(HttpConfig.loopback(0), registry, health);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return http.send(
        HttpRequest.newBuilder(uri).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Test
  void isReadyUntilSomethingIsInTheWayAndLivesAlways() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(JsonRpcClient.json(get("/health/ready").body()))
        .isEqualTo(JsonRpcClient.json("{\"status\":\"UP\",\"state\":\"ready\"}"));
    obstacle = Optional.of("The node lacks \"blocks\"");
    HttpResponse<String> down = get("/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JsonRpcClient.json(down.body()))
        .isEqualTo(
            JsonRpcClient.json(
                """
                {"status":"DOWN","state":"syncing","reason":"The node lacks \\"blocks\\""}
                """));
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health").statusCode()).isEqualTo(404);
  }

  @Test
  void showsTheCallsOfMethodsByOutcomeAndInventsNoNames() throws Exception {
    RpcMethods methods =
        RpcMethods.of(
            builder ->
                builder
                    .add(method("good", "For this test"), parameters -> 1)
                    .add(
                        method("refusing", "For this test"),
                        parameters -> {
                          throw RpcException.serverError("no");
                        })
                    .add(
                        method("broken", "For this test"),
                        parameters -> {
                          throw new IllegalStateException("This test breaks it");
                        }));
    var dispatcher = new JsonRpcDispatcher(methods, RpcLimits.DEFAULT, new RpcMetrics(registry));
    for (String method : new String[] {"good", "good", "refusing", "broken", "made up", "other"}) {
      String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}";
      dispatcher.dispatch(request.getBytes(StandardCharsets.UTF_8), Caller.NODE);
    }
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(metrics.body().lines().filter(line -> line.contains("_count{")))
        .containsExactlyInAnyOrder(
            "lyceum_rpc_requests_seconds_count{method=\"broken\",outcome=\"failed\"} 1",
            "lyceum_rpc_requests_seconds_count{method=\"good\",outcome=\"success\"} 2",
            "lyceum_rpc_requests_seconds_count{method=\"refusing\",outcome=\"refused\"} 1",
            "lyceum_rpc_requests_seconds_count{method=\"unknown\",outcome=\"refused\"} 2");
    assertThat(metrics.body()).contains("# HELP lyceum_rpc_requests_seconds Calls of JSON-RPC");
  }
}
