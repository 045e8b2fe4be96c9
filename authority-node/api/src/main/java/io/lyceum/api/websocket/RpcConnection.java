package io.lyceum.api.websocket;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.lyceum.api.http.LargeMessages;
import io.lyceum.api.http.RpcWorkers;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import io.lyceum.api.subscription.SubscriptionMethods;
import io.lyceum.api.subscription.Subscriptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One client's connection. Its requests are answered one after the other, so that a client can keep
 * no more than one thread of the node busy, and is not read from while its answers wait.
 */
final class RpcConnection implements ServerConnection {

  /**
   * What all connections have in common.
   *
   * @param dispatcher of the methods that all have
   * @param subscriptions tells clients of news
   * @param workers compute the answers
   * @param large gives room to long messages
   * @param mostBytes of a message
   * @param idleTimeout how long a client may show no life, or take for a message
   * @param limits of a connection
   */
  record Shared(
      JsonRpcDispatcher dispatcher,
      Subscriptions subscriptions,
      RpcWorkers workers,
      LargeMessages large,
      int mostBytes,
      Duration idleTimeout,
      WebSocketLimits limits) {}

  private final ConnectionContext context;
  private final Caller caller;
  private final RpcWorkers workers;
  private final LargeMessages large;
  private final FrameReader frames;
  private final IncomingMessage message;
  private final Outbox outbox;
  private final SubscriptionMethods subscribing;
  private final JsonRpcDispatcher dispatcher;
  private volatile long lastFrame = System.nanoTime();

  RpcConnection(Shared shared, ConnectionContext context, Caller caller) {
    this.context = context;
    this.caller = caller;
    this.workers = shared.workers();
    this.large = shared.large();
    this.frames = new FrameReader(context.dataReader());
    this.message = new IncomingMessage(shared.mostBytes(), shared.idleTimeout(), shared.large());
    this.outbox =
        new Outbox(
            new FrameWriter(context.dataWriter()),
            shared.limits().maxWaitingBytes(),
            shared.idleTimeout().dividedBy(3),
            this::onEnd);
    this.subscribing =
        new SubscriptionMethods(
            shared.subscriptions(), outbox::tell, shared.limits().maxSubscriptions());
    this.dispatcher = shared.dispatcher().with(subscribing);
  }

  @Override
  public void handle(Limit limit) {
    outbox.start();
    try {
      while (takeFrame()) {
        lastFrame = System.nanoTime();
      }
      // The good-bye is sent behind what waits, by the thread that sends it.
      outbox.awaitEnd();
    } catch (DataReader.InsufficientDataAvailableException
        | CloseConnectionException
        | UncheckedIOException gone) {
      // The client; that is its right.
    } finally {
      outbox.end();
    }
  }

  /** Takes the next frame, and says whether another may follow. */
  private boolean takeFrame() {
    try {
      FrameHead frame = frames.next();
      switch (frame.opcode()) {
        case CONTINUATION, TEXT, BINARY -> takeData(frame);
        case PING -> {
          outbox.pong(payload(frame));
          message.check();
        }
        case PONG -> {
          payload(frame);
          message.check();
        }
        case CLOSE -> {
          if (payload(frame).length == 1) {
            throw new ClosingException(CloseCode.PROTOCOL_ERROR, "Half a code");
          }
          outbox.close(CloseCode.NORMAL, "normal");
          return false;
        }
      }
      return true;
    } catch (ClosingException refused) {
      outbox.close(refused.code(), refused.getMessage());
      return false;
    }
  }

  private byte[] payload(FrameHead frame) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    frames.payload(frame, payload::writeBytes);
    return payload.toByteArray();
  }

  private void takeData(FrameHead frame) {
    message.begin(frame);
    frames.payload(frame, message::add);
    message.check();
    if (frame.last()) {
      answer(message.finish());
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
      throw new ClosingException(CloseCode.TRY_AGAIN_LATER, "Too many large answers");
    }
    outbox.answer(
        new String(answer, StandardCharsets.UTF_8),
        subscribing::begin,
        () -> large.releaseAnswer(answer.length));
  }

  @Override
  public Duration idleTime() {
    return Duration.ofNanos(System.nanoTime() - lastFrame);
  }

  @Override
  public void close(boolean interrupt) {
    outbox.close(CloseCode.GOING_AWAY, "The server ends the connection");
  }

  /** Wakes whoever waits for the socket by an exception. */
  private void onEnd() {
    message.end();
    subscribing.end();
    try {
      context.serverSocket().close();
    } catch (UncheckedIOException closedAlready) {
      // Nothing else was wanted.
    }
  }
}
