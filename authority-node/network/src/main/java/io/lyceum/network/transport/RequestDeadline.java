package io.lyceum.network.transport;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls whose only request does not come whole in time. Streams of requests may last, and so
 * may an answer.
 */
final class RequestDeadline implements ServerInterceptor {

  private final ScheduledExecutorService timer;
  private final Duration time;

  /**
   * @param time from a call's start to the end of its request
   */
  RequestDeadline(ScheduledExecutorService timer, Duration time) {
    this.timer = timer;
    this.time = time;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return listener;
    }
    Status late = Status.DEADLINE_EXCEEDED.withDescription("The request did not come in time");
    Future<?> end =
        timer.schedule(
            () -> call.close(late, new Metadata()), time.toMillis(), TimeUnit.MILLISECONDS);
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onHalfClose() {
        end.cancel(false);
        super.onHalfClose();
      }

      @Override
      public void onComplete() {
        end.cancel(false);
        super.onComplete();
      }

      @Override
      public void onCancel() {
        end.cancel(false);
        super.onCancel();
      }
    };
  }
}
