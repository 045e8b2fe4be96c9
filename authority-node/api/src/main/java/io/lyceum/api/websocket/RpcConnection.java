package io.lyceum.api.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.subscription.SubscriptionMethods;
import io.lyceum.api.subscription.Subscriptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One client's connection. Its requests are answered one after the other, so that a client can keep
 * no more than one thread of the node busy, and is not read from while its answers wait.
 */
final class RpcConnection implements WsListener {

  private final HttpConfig config;
  private final RpcLimits limits;
  private final WebSocketLimits own;
  private final JsonRpcDispatcher shared;
  private final Subscriptions subscriptions;
  private final RpcWorkers workers;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private JsonRpcDispatcher dispatcher;
  private SubscriptionMethods subscribing;
  private Outbox outbox;

  RpcConnection(
      HttpConfig config,
      RpcLimits limits,
      WebSocketLimits own,
      JsonRpcDispatcher shared,
      Subscriptions subscriptions,
      RpcWorkers workers) {
    this.config = config;
    this.limits = limits;
    this.own = own;
    this.shared = shared;
    this.subscriptions = subscriptions;
    this.workers = workers;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    config
        .access()
        .refusalOfCall(headers)
        .ifPresent(
            refusal -> {
              throw RequestException.builder()
                  .type(DirectHandler.EventType.OTHER)
                  .status(refusal.status())
                  .message(refusal.reason())
                  .build();
            });
    return Optional.empty();
  }

  @Override
  public void onOpen(WsSession session) {
    outbox =
        new Outbox(session, own.maxWaitingBytes(), config.idleTimeout().dividedBy(3), this::forget);
    subscribing = new SubscriptionMethods(subscriptions, outbox::tell, own.maxSubscriptions());
    dispatcher = shared.with(subscribing);
    outbox.start();
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    take(text.getBytes(StandardCharsets.UTF_8), last);
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    take(buffer.readBytes(), last);
  }

  private void take(byte[] part, boolean last) {
    if (message.size() + part.length > limits.maxBodyBytes()) {
      outbox.close(WsCloseCodes.TOO_BIG, "Message too large");
      message.reset();
      return;
    }
    message.writeBytes(part);
    if (last) {
      byte[] request = message.toByteArray();
      message.reset();
      answer(request);
    }
  }

  private void answer(byte[] request) {
    try {
      workers
          .compute(() -> dispatcher.dispatch(request))
          .map(answer -> new String(answer, StandardCharsets.UTF_8))
          .ifPresentOrElse(answer -> outbox.answer(answer, subscribing::begin), subscribing::begin);
    } catch (IOException stopping) {
      outbox.end();
    }
  }

  @Override
  public void onPing(WsSession session, BufferData buffer) {
    outbox.pong(buffer.readBytes());
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    // The good-bye is sent behind what waits, by the thread that sends it.
    outbox.close(WsCloseCodes.NORMAL_CLOSE, "normal");
    outbox.awaitEnd();
  }

  @Override
  public void onError(WsSession session, Throwable problem) {
    outbox.end();
  }

  private void forget() {
    subscribing.end();
  }
}
