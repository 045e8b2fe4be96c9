package io.lyceum.api.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Serves JSON-RPC by POST to {@code /}. */
public final class JsonRpcServer implements AutoCloseable {

  /** Bodies above so many bytes, and those of untold length, are held a few at a time. */
  private static final int LARGE_BODY = 16 * 1024;

  private final HttpConfig config;
  private final RpcLimits limits;
  private final JsonRpcDispatcher dispatcher;
  private final WebServer server;
  private final Semaphore largeBodies = new Semaphore(RpcWorkers.COUNT);
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
    if (request.headers().contentLength().orElse(Long.MAX_VALUE) <= LARGE_BODY) {
      answerBody(request, response);
    } else if (largeBodies.tryAcquire()) {
      try {
        answerBody(request, response);
      } finally {
        largeBodies.release();
      }
    } else {
      response.status(Status.SERVICE_UNAVAILABLE_503).send("Too many large requests");
    }
  }

  private void answerBody(ServerRequest request, ServerResponse response) throws IOException {
    byte[] body = read(request);
    if (body.length > limits.maxBodyBytes()) {
      response.status(Status.REQUEST_ENTITY_TOO_LARGE_413).send();
      return;
    }
    Optional<byte[]> answer = workers.compute(() -> dispatcher.dispatch(body));
    if (answer.isEmpty()) {
      response.status(Status.NO_CONTENT_204).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(answer.get());
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
