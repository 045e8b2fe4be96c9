package io.lyceum.network.transport;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Refuses a request that is too large before it is parsed, since it may become many times larger in
 * memory. Streams of requests are left as they are.
 *
 * @param bytes of the only request of a call
 */
record RequestLimit(int bytes) implements ServerInterceptor {

  /** The same service with the limit. */
  ServerServiceDefinition apply(ServerServiceDefinition service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useMarshalledMessages(service, new Unparsed()), this);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return listener;
    }
    return new SimpleForwardingServerCallListener<>(listener) {

      private boolean refused;

      @Override
      public void onMessage(Q request) {
        if (size((InputStream) request) <= bytes) {
          super.onMessage(request);
        } else {
          refused = true;
          call.close(
              Status.RESOURCE_EXHAUSTED.withDescription(
                  "A request of more than " + bytes + " bytes"),
              new Metadata());
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }

  /** A request that has come whole tells its size. */
  private static int size(InputStream request) {
    try {
      return request.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Unparsed implements Marshaller<InputStream> {

    @Override
    public InputStream stream(InputStream message) {
      return message;
    }

    @Override
    public InputStream parse(InputStream message) {
      return message;
    }
  }
}
