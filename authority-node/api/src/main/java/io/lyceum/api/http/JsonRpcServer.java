package io.lyceum.api.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Serves JSON-RPC by POST to {@code /}. */
public final class JsonRpcServer implements AutoCloseable {

  private final HttpConfig config;
  private final RpcLimits limits;
  private final JsonRpcDispatcher dispatcher;
  private final WebServer server;
  private final LargeMessages large = new LargeMessages();
  private final RpcWorkers workers;

  /** Prepares a server; {@link #start} opens its port. */
  public JsonRpcServer(
      HttpConfig config, RpcLimits limits, JsonRpcDispatcher dispatcher, RpcWorkers workers) {
    this.config = config;
    this.limits = limits;
    this.dispatcher = dispatcher;
    this.workers = workers;
    this.server = config.newServer(limits.maxBodyBytes()).routing(this::route).build();
  }

  /**
   * Opens the port.
   *
   * @throws IllegalStateException if it cannot be bound
   */
  public void start() {
    server.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void route(HttpRouting.Builder routing) {
    routing
        .any(this::admit)
        .post("/", this::answer)
        .options("/", this::preflight)
        .any("/", JsonRpcServer::refuseMethod);
  }

  private void admit(ServerRequest request, ServerResponse response) {
    // A browser asks beforehand whether it may call, and shows no token then.
    Optional<AccessRules.Refusal> refusal =
        request.prologue().method().equals(Method.OPTIONS)
            ? config.access().refusal(request.headers())
            : config.access().refusalOfCall(request.headers());
    if (refusal.isPresent()) {
      response.status(refusal.get().status()).send(refusal.get().reason());
      return;
    }
    request
        .headers()
        .first(HeaderNames.ORIGIN)
        .ifPresent(
            origin -> {
              response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
              response.header(HeaderNames.VARY, "Origin");
            });
    response.next();
  }

  private void preflight(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, Method.POST.text());
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Authorization");
    response.status(Status.NO_CONTENT_204).send();
  }

  private static void refuseMethod(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.ALLOW, Method.POST.text());
    response.status(Status.METHOD_NOT_ALLOWED_405).send();
  }

  private void answer(ServerRequest request, ServerResponse response) throws IOException {
    // A body of untold length may be a large one.
    boolean isLarge =
        request.headers().contentLength().orElse(Long.MAX_VALUE) > LargeMessages.LARGE;
    if (isLarge && !large.tryTakeRequest()) {
      response.status(Status.SERVICE_UNAVAILABLE_503).send("Too many large requests");
      return;
    }
    Consumer<ServerResponse> answer;
    try {
      answer =
          answer(read(request), config.access().caller(request.headers(), request.remotePeer()));
    } finally {
      if (isLarge) {
        large.releaseRequest();
      }
    }
    answer.accept(response);
  }

  /** Has an answer computed, and gives what sends it; the body is needed no more then. */
  private Consumer<ServerResponse> answer(byte[] body, Caller caller) throws IOException {
    if (body.length > limits.maxBodyBytes()) {
      return response -> response.status(Status.REQUEST_ENTITY_TOO_LARGE_413).send();
    }
    return workers
        .compute(() -> dispatcher.dispatch(body, caller))
        .<Consumer<ServerResponse>>map(answer -> response -> send(answer, response))
        .orElse(response -> response.status(Status.NO_CONTENT_204).send());
  }

  private void send(byte[] answer, ServerResponse response) {
    if (!large.tryTakeAnswer(answer.length)) {
      response.status(Status.SERVICE_UNAVAILABLE_503).send("Too many large answers");
      return;
    }
    try {
      response.header(HeaderNames.CONTENT_TYPE, "application/json");
      response.send(answer);
    } finally {
      large.releaseAnswer(answer.length);
    }
  }

  /** The body, or one byte more than is allowed of a longer one. */
  private byte[] read(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream body = request.content().inputStream()) {
      return body.readNBytes(limits.maxBodyBytes() + 1);
    }
  }
}
