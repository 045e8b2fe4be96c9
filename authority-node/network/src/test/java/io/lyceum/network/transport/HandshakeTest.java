package io.lyceum.network.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.TestNode;
import io.lyceum.network.artifact.ArtifactService;
import io.lyceum.network.tls.AdmissionPolicy;
import io.lyceum.network.tls.ForgedCertificate;
import io.lyceum.network.wire.ArtifactRequest;
import io.lyceum.network.wire.ArtifactsGrpc;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {

  private static final int LARGEST = 1 << 20;

  private final TestNode server = TestNode.create(1);
  private final TestNode friend = TestNode.create(2);
  private final TestNode stranger = TestNode.create(3);
  private final Set<Address> admitted = ConcurrentHashMap.newKeySet();
  private PeerServer running;

  @BeforeEach
  void start() throws Exception {
    admitted.add(friend.address());
    running =
        new PeerServer(
            TestNode.HOST,
            server.port(),
            server.tls(admitted::contains),
            LARGEST,
            List.of(new ArtifactService(hash -> Optional.empty())));
    running.start();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void anAdmittedNodeIsServed() {
    assertThat(call(dial(friend, server.endpoint()))).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void aNodeThatIsNotAdmittedIsRefusedAtTheHandshake() {
    assertThat(call(dial(stranger, server.endpoint()))).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aClientLeavesAServerThatItDoesNotAdmit() {
    PeerDialer dialer = new PeerDialer(friend.tls(AdmissionPolicy.only(Set.of())));
    assertThat(call(dialer.dial(server.endpoint(), LARGEST))).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aClientLeavesAServerThatIsNotTheOneItDialled() {
    PeerEndpoint wrong = new PeerEndpoint(stranger.address(), TestNode.HOST, server.port());
    assertThat(call(dial(friend, wrong))).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aForgedBindingIsRefused() throws Exception {
    ForgedCertificate forged = ForgedCertificate.withCopiedBinding(friend);
    assertThat(
            call(
                dialUnchecked(
                    SslContextBuilder.forClient()
                        .keyManager(forged.privateKey(), forged.certificate()),
                    "TLSv1.3")))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aClientWithoutCertificateIsRefused() throws Exception {
    assertThat(call(dialUnchecked(SslContextBuilder.forClient(), "TLSv1.3")))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void olderTlsIsRefused() throws Exception {
    assertThat(call(dialUnchecked(SslContextBuilder.forClient(), "TLSv1.2")))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void admissionThatEndsEndsTheNextCallOfAnOpenConnection() {
    ManagedChannel channel = dial(friend, server.endpoint());
    try {
      assertThat(code(channel)).isEqualTo(Status.Code.NOT_FOUND);
      admitted.remove(friend.address());
      assertThat(code(channel)).isEqualTo(Status.Code.PERMISSION_DENIED);
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void anEndpointWithoutHostOrPortIsRefused() {
    assertThatThrownBy(() -> new PeerEndpoint(friend.address(), " ", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PeerEndpoint(friend.address(), "host", 65_536))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ManagedChannel dial(TestNode from, PeerEndpoint to) {
    return new PeerDialer(from.tls(node -> true)).dial(to, LARGEST);
  }

  private ManagedChannel dialUnchecked(SslContextBuilder builder, String protocol)
      throws Exception {
    SslContext context =
        GrpcSslContexts.configure(builder, SslProvider.JDK)
            .protocols(protocol)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .build();
    return NettyChannelBuilder.forAddress(TestNode.HOST, server.port())
        .overrideAuthority("localhost")
        .sslContext(context)
        .build();
  }

  /** How a request for an artifact that nobody has ends: NOT_FOUND if the server was reached. */
  private static Status.Code call(ManagedChannel channel) {
    try {
      return code(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private static Status.Code code(ManagedChannel channel) {
    try {
      ArtifactsGrpc.newBlockingStub(channel)
          .withDeadlineAfter(10, TimeUnit.SECONDS)
          .fetch(ArtifactRequest.newBuilder().setRoot(ByteString.copyFrom(new byte[32])).build())
          .hasNext();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }
}
