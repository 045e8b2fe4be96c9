package io.lyceum.api.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsCloseException;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.lyceum.api.http.HttpConfig;
import io.lyceum.api.http.LargeMessages;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.rpc.RpcLimits;
import io.lyceum.api.subscription.SubscriptionMethods;
import io.lyceum.api.subscription.Subscriptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One client's connection. Its requests are answered one after the other, so that a client can keep
 * no more than one thread of the node busy, and is not read from while its answers wait.
 */
final class RpcConnection implements WsListener {

  /** Stands in a decoded text for bytes that are no character. */
  private static final char REPLACEMENT = '\uFFFD';

  private final HttpConfig config;
  private final RpcLimits limits;
  private final WebSocketLimits own;
  private final JsonRpcDispatcher shared;
  private final Subscriptions subscriptions;
  private final RpcWorkers workers;
  private final LargeMessages large;
  private final IncomingMessage message;
  private Headers headers;
  private Caller caller;
  private JsonRpcDispatcher dispatcher;
  private SubscriptionMethods subscribing;
  private Outbox outbox;

  RpcConnection(
      HttpConfig config,
      RpcLimits limits,
      WebSocketLimits own,
      JsonRpcDispatcher shared,
      Subscriptions subscriptions,
      RpcWorkers workers,
      LargeMessages large) {
    this.config = config;
    this.limits = limits;
    this.own = own;
    this.shared = shared;
    this.subscriptions = subscriptions;
    this.workers = workers;
    this.large = large;
    this.message = new IncomingMessage(limits.maxBodyBytes(), config.idleTimeout(), large);
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
    this.headers = headers;
    return Optional.empty();
  }

  @Override
  public void onOpen(WsSession session) {
    caller =
        config.access().caller(headers, ((ConnectionContext) session.socketContext()).remotePeer());
    outbox =
        new Outbox(session, own.maxWaitingBytes(), config.idleTimeout().dividedBy(3), this::forget);
    subscribing = new SubscriptionMethods(subscriptions, outbox::tell, own.maxSubscriptions());
    dispatcher = shared.with(subscribing);
    outbox.start();
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    // Each frame is decoded alone, so that a character in two of them is lost. What is lost must
    // not be taken for what was sent: it may be a text to sign.
    if (message.isFragmented(last) && text.indexOf(REPLACEMENT) >= 0) {
      message.end();
      outbox.close(WsCloseCodes.NOT_CONSISTENT, "A character is broken, or split between frames");
      return;
    }
    take(text.getBytes(StandardCharsets.UTF_8), last);
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    take(buffer.readBytes(), last);
  }

  private void take(byte[] part, boolean last) {
    guard(
        () -> {
          message.add(part);
          if (last) {
            answer(message.finish());
          }
        });
  }

  private void guard(Runnable handling) {
    try {
      handling.run();
    } catch (WsCloseException refused) {
      outbox.close(refused.closeCode(), refused.getMessage());
    }
  }

  private void answer(byte[] request) {
    try {
      Optional<byte[]> answer = workers.compute(() -> dispatcher.dispatch(request, caller));
      message.release();
      answer.ifPresentOrElse(this::send, subscribing::begin);
    } catch (IOException stopping) {
      outbox.end();
    }
  }

  private void send(byte[] answer) {
    if (!large.tryTakeAnswer(answer.length)) {
      throw new WsCloseException("Too many large answers", WsCloseCodes.TRY_AGAIN_LATER);
    }
    outbox.answer(
        new String(answer, StandardCharsets.UTF_8),
        subscribing::begin,
        () -> large.releaseAnswer(answer.length));
  }

  @Override
  public void onPing(WsSession session, BufferData buffer) {
    guard(message::checkTime);
    outbox.pong(buffer.readBytes());
  }

  @Override
  public void onPong(WsSession session, BufferData buffer) {
    guard(message::checkTime);
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
    message.end();
    subscribing.end();
  }
}
