package io.lyceum.network.tls;

import io.grpc.netty.GrpcSslContexts;
import io.lyceum.ledger.types.Address;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.InstantSource;
import javax.net.ssl.SSLException;

/** What a node needs to prove itself in TLS 1.3 handshakes and to judge the other side. */
public final class MutualTls {

  private static final String PROTOCOL = "TLSv1.3";

  private final NodeCertificate own;
  private final AdmissionPolicy admission;
  private final InstantSource clock;

  /**
   * @param own what this node presents
   * @param admission who is let in, and who may be dialled
   * @param clock against which certificates are valid or not
   */
  public MutualTls(NodeCertificate own, AdmissionPolicy admission, InstantSource clock) {
    this.own = own;
    this.admission = admission;
    this.clock = clock;
  }

  /** The address that this node proves. */
  public Address address() {
    return own.address();
  }

  /** Who is let in. */
  public AdmissionPolicy admission() {
    return admission;
  }

  /** For a server: demands a certificate of every client. */
  public SslContext server() {
    return build(
        SslContextBuilder.forServer(own.privateKey(), own.certificate())
            .clientAuth(ClientAuth.REQUIRE),
        admission);
  }

  /** For a client: goes on only if the server proves to be the expected node. */
  public SslContext client(Address expected) {
    return build(
        SslContextBuilder.forClient().keyManager(own.privateKey(), own.certificate()),
        node -> node.equals(expected) && admission.admits(node));
  }

  private SslContext build(SslContextBuilder builder, AdmissionPolicy policy) {
    try {
      return GrpcSslContexts.configure(builder, SslProvider.JDK)
          .protocols(PROTOCOL)
          .trustManager(new PeerTrustManager(policy, clock))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("This JVM cannot speak " + PROTOCOL, e);
    }
  }
}
