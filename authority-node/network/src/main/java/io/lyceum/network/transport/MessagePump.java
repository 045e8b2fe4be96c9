package io.lyceum.network.transport;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of an iterator as fast as the receiver takes them, and asks for the next one
 * only then, so that a slow receiver costs no memory.
 *
 * @param <T> the message
 */
public final class MessagePump<T> {

  private static final Logger LOG = LoggerFactory.getLogger(MessagePump.class);

  private final ServerCallStreamObserver<T> receiver;
  private final Iterator<T> messages;
  private boolean done;

  private MessagePump(ServerCallStreamObserver<T> receiver, Iterator<T> messages) {
    this.receiver = receiver;
    this.messages = messages;
  }

  /**
   * Starts sending. Must be called before the service method returns.
   *
   * @param receiver of a call that the gRPC server handed in
   * @param messages may end the call by a {@link StatusRuntimeException}
   */
  public static <T> void send(StreamObserver<T> receiver, Iterator<T> messages) {
    ServerCallStreamObserver<T> observer = (ServerCallStreamObserver<T>) receiver;
    MessagePump<T> pump = new MessagePump<>(observer, messages);
    observer.setOnReadyHandler(pump::run);
    observer.setOnCancelHandler(() -> {});
    pump.run();
  }

  private void run() {
    if (done) {
      return;
    }
    try {
      while (receiver.isReady() && messages.hasNext()) {
        receiver.onNext(messages.next());
      }
      if (!messages.hasNext()) {
        done = true;
        receiver.onCompleted();
      }
    } catch (StatusRuntimeException e) {
      done = true;
      receiver.onError(e);
    } catch (RuntimeException e) {
      done = true;
      LOG.warn("Serving a peer failed", e);
      receiver.onError(Status.INTERNAL.asRuntimeException());
    }
  }
}
