package io.lyceum.network.transport;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.lyceum.ledger.types.Address;

/** A call in progress that can be ended from any thread when its caller is no longer admitted. */
final class AdmittedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

  private final Address caller;
  private boolean ended;

  AdmittedCall(ServerCall<Q, R> call, Address caller) {
    super(call);
    this.caller = caller;
  }

  Address caller() {
    return caller;
  }

  /** Ends it; what its service still sends is dropped. */
  void dismiss() {
    close(Status.PERMISSION_DENIED.withDescription("No longer admitted"), new Metadata());
  }

  @Override
  public synchronized boolean isReady() {
    return !ended && super.isReady();
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!ended) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!ended) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!ended) {
      ended = true;
      super.close(status, trailers);
    }
  }
}
