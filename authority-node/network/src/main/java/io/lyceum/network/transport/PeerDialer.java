package io.lyceum.network.transport;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.lyceum.network.tls.MutualTls;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;

/** Opens channels to peers. */
public final class PeerDialer {

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int KEEP_ALIVE_SECONDS = 10;
  private static final int KEEP_ALIVE_TIMEOUT_SECONDS = 5;

  private final MutualTls tls;

  /** Dials as the node, and under the admission policy, of this TLS identity. */
  public PeerDialer(MutualTls tls) {
    this.tls = tls;
  }

  /**
   * A channel that connects at the first call and reaches no other node than the endpoint's. The
   * caller shuts it down.
   *
   * @param largestMessage bytes of the largest message that is accepted from the peer
   */
  public ManagedChannel dial(PeerEndpoint peer, int largestMessage) {
    return NettyChannelBuilder.forAddress(peer.host(), peer.port())
        .sslContext(tls.client(peer.address()))
        .executor(Thread.ofVirtual().name("peer-callback-", 0)::start)
        .maxInboundMessageSize(largestMessage)
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        // Nodes are dialled as configured, whatever proxy the environment names.
        .proxyDetector(address -> null)
        .disableRetry()
        .build();
  }
}
