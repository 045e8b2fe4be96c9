package io.lyceum.network.transport;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.AdmissionPolicy;
import io.lyceum.network.tls.NodeCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Tells a service who calls. Asks the admission policy again at each call, since a connection, or a
 * resumed TLS session, may outlive the admission; and ends calls that do. Bounds the calls of one
 * node, since each may hold a large message.
 */
public final class Caller implements ServerInterceptor {

  private static final Context.Key<Address> ADDRESS = Context.key("lyceum-caller");

  private final AdmissionPolicy admission;
  private final int callsOfOneNode;
  private final Set<AdmittedCall<?, ?>> calls = ConcurrentHashMap.newKeySet();

  /**
   * @param callsOfOneNode that are served at once
   */
  Caller(AdmissionPolicy admission, int callsOfOneNode) {
    this.admission = admission;
    this.callsOfOneNode = callsOfOneNode;
  }

  /** The node whose call the current thread serves. Ask at the start of a service method. */
  public static Address address() {
    return ADDRESS.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    try {
      SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
      Address caller =
          NodeCertificate.addressOf((X509Certificate) session.getPeerCertificates()[0]);
      if (admission.admits(caller)) {
        return serve(new AdmittedCall<>(call, caller), headers, next);
      }
    } catch (SSLPeerUnverifiedException | CertificateException e) {
      call.close(Status.UNAUTHENTICATED.withCause(e), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    call.close(Status.PERMISSION_DENIED.withDescription("Not admitted"), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private <Q, R> ServerCall.Listener<Q> serve(
      AdmittedCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!begin(call)) {
      call.close(
          Status.RESOURCE_EXHAUSTED.withDescription("Too many calls at once"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return new SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(
            Context.current().withValue(ADDRESS, call.caller()), call, headers, next)) {
      @Override
      public void onComplete() {
        calls.remove(call);
        super.onComplete();
      }

      @Override
      public void onCancel() {
        calls.remove(call);
        super.onCancel();
      }
    };
  }

  /** False if the caller has too many calls in progress on all its connections together. */
  private synchronized boolean begin(AdmittedCall<?, ?> call) {
    long others = calls.stream().filter(each -> each.caller().equals(call.caller())).count();
    return others < callsOfOneNode && calls.add(call);
  }

  /** Ends the calls in progress of nodes that are no longer admitted. */
  void dismissStrangers() {
    for (AdmittedCall<?, ?> call : calls) {
      if (!admission.admits(call.caller())) {
        call.dismiss();
      }
    }
  }
}
