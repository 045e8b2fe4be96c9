package io.lyceum.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.genesis.JwtSecret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;
import picocli.CommandLine.Option;

/** The option that names the node to ask, and the asking. */
public final class RpcOption {

  // A completion takes its time on a busy machine.
  private static final long READ_TIMEOUT_SECONDS = 120;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8545",
      description = "JSON-RPC of an authority (default: ${DEFAULT-VALUE}).")
  private String url;

  @Option(
      names = "--jwt-secret",
      paramLabel = "FILE",
      description = "The secret that the authority asks for, if its configuration names one.")
  private Path jwtSecret;

  /** The address as it was given. */
  public String url() {
    return url;
  }

  /** The transport to the node. */
  public Web3jService service() {
    return service(checked(url), Optional.ofNullable(jwtSecret).map(JwtSecret::read));
  }

  /** The node as web3j sees it. */
  public Web3j web3j() {
    return Web3j.build(service());
  }

  /** The transport to a node that asks for no secret. */
  public static Web3jService service(URI url) {
    return service(url, Optional.empty());
  }

  private static Web3jService service(URI url, Optional<JwtSecret> secret) {
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .readTimeout(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .callTimeout(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    InstantSource clock = InstantSource.system();
    secret.ifPresent(
        known ->
            client.addInterceptor(
                call ->
                    call.proceed(
                        call.request()
                            .newBuilder()
                            .header("Authorization", known.authorization(clock.instant()))
                            .build())));
    return new HttpService(url.toString(), client.build());
  }

  /**
   * Sends a request and returns its answer.
   *
   * @throws CommandFailure if the node answers with an error, or not as JSON-RPC
   * @throws IOException if it does not answer
   */
  public static <T extends Response<?>> T ask(Request<?, T> request) throws IOException {
    T response = request.send();
    if (response.hasError()) {
      throw new CommandFailure(
          "%s failed: %s (%d)"
              .formatted(
                  request.getMethod(),
                  response.getError().getMessage(),
                  response.getError().getCode()));
    }
    return response;
  }

  /**
   * Reads from a contract.
   *
   * @throws CommandFailure if it does not answer
   */
  public static <T> T read(RemoteFunctionCall<T> call) {
    try {
      return call.send();
    } catch (Exception e) {
      throw new CommandFailure("The contracts cannot be read: " + e.getMessage());
    }
  }

  /**
   * Calls a method that web3j does not know, and returns its result.
   *
   * @throws CommandFailure if the node answers with an error
   * @throws IOException if it does not answer
   */
  public static JsonNode ask(Web3jService service, String method, String... parameters)
      throws IOException {
    return ask(request(service, method, List.of(parameters), JsonResponse.class)).getResult();
  }

  /** A request of a method that web3j does not know. */
  static <T extends Response<?>> Request<?, T> request(
      Web3jService service, String method, List<?> parameters, Class<T> type) {
    return new Request<>(method, parameters, service, type);
  }

  /**
   * Reads the address of a node from the command line.
   *
   * @throws InputException if it is not one
   */
  public static URI checked(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new InputException("--rpc must be an http or https URL, not '" + url + "'");
    }
    throw new InputException("--rpc must be an http or https URL, not '" + url + "'");
  }

  /** An answer of any form. */
  static final class JsonResponse extends Response<JsonNode> {}
}
