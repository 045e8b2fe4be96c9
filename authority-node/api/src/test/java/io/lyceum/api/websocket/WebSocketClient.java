package io.lyceum.api.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.JsonRpcClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bare JSON-RPC client over a WebSocket that keeps answers and notifications apart. */
final class WebSocketClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> notifications = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  WebSocketClient(String url) {
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Receiver())
            .join();
  }

  /** Sends a message as it is and gives the next answer. */
  JsonNode send(String message) throws InterruptedException {
    socket.sendText(message, true).join();
    return next(answers);
  }

  /** Sends a message in two frames. */
  JsonNode sendInParts(String message) throws InterruptedException {
    int middle = message.length() / 2;
    socket.sendText(message.substring(0, middle), false).join();
    socket.sendText(message.substring(middle), true).join();
    return next(answers);
  }

  /** Sends a part of a message that is to go on. */
  void begin(String part) {
    socket.sendText(part, false).exceptionally(closedMeanwhile -> socket).join();
  }

  /** Whether the server ends the connection, with a good-bye or without. */
  boolean ended() throws Exception {
    return closed.handle((code, broken) -> true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Calls a method with parameters that are written in JSON. */
  JsonNode call(String method, String params) throws InterruptedException {
    return send(
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /** The id of a new subscription. */
  String subscribe(String params) throws InterruptedException {
    JsonNode answer = call("eth_subscribe", params);
    if (!answer.has("result")) {
      throw new AssertionError("No subscription: " + answer);
    }
    return answer.get("result").asText();
  }

  /** The next notification's parameters. */
  JsonNode notification() throws InterruptedException {
    return next(notifications).get("params");
  }

  boolean heardNothingElse() {
    return notifications.isEmpty();
  }

  /** The code with which the server closes the connection. */
  int closeCode() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void sayGoodBye() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
  }

  private static JsonNode next(BlockingQueue<JsonNode> queue) throws InterruptedException {
    JsonNode next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("The server sent nothing");
    }
    return next;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Receiver implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JsonRpcClient.json(text.toString());
        text.setLength(0);
        (message.has("method") ? notifications : answers).add(message);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
