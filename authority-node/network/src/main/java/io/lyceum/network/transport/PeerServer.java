package io.lyceum.network.transport;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.lyceum.network.tls.MutualTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gRPC server that admitted nodes can call. Each call is served on a virtual thread. */
public final class PeerServer implements AutoCloseable {

  private static final int CALLS_PER_CONNECTION = 32;
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int PERMITTED_KEEP_ALIVE_SECONDS = 5;

  /** A connection without calls is closed then: also that of a node that is no longer admitted. */
  private static final int IDLE_SECONDS = 5;

  private static final int CLOSE_SECONDS = 5;

  private final Caller caller;
  private final Server server;

  /**
   * @param host the interface to listen on
   * @param port 0 for any free one
   * @param largestMessage bytes of the largest message that is accepted
   */
  public PeerServer(
      String host, int port, MutualTls tls, int largestMessage, List<BindableService> services) {
    caller = new Caller(tls.admission());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .sslContext(tls.server())
            .executor(Thread.ofVirtual().name("peer-call-", 0)::start)
            .intercept(caller)
            .maxInboundMessageSize(largestMessage)
            .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
            .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
            .maxConnectionIdle(IDLE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    services.forEach(builder::addService);
    server = builder.build();
  }

  /**
   * Listens.
   *
   * @throws IOException if the port is taken
   */
  public void start() throws IOException {
    server.start();
  }

  /** The port that the server listens on. */
  public int port() {
    return server.getPort();
  }

  /** Ends the calls in progress of nodes that are no longer admitted. */
  public void dismissStrangers() {
    caller.dismissStrangers();
  }

  /** Ends all calls and frees the port. */
  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
