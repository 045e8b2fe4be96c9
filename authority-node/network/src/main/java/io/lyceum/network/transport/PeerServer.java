package io.lyceum.network.transport;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.lyceum.network.tls.MutualTls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC server that admitted nodes can call. Each call is served on a virtual thread; the number
 * of connections, of calls and the size of messages are bounded.
 */
public final class PeerServer implements AutoCloseable {

  private static final int CALLS_OF_ONE_NODE = 32;

  /** Bytes of a call's only request, which is small in every service. */
  private static final int LARGEST_REQUEST = 128 << 10;

  private static final Duration REQUEST_TIME = Duration.ofSeconds(30);
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int PERMITTED_KEEP_ALIVE_SECONDS = 5;

  /** A connection without calls is closed then: also that of a node that is no longer admitted. */
  private static final int IDLE_SECONDS = 5;

  private static final int CLOSE_SECONDS = 5;
  private static final int DEAD_PEER_SECONDS = 20;
  private static final int UNPROVED_CONNECTIONS = 128;
  private static final int CONNECTIONS_OF_ONE_NODE = 16;

  private final Caller caller;
  private final EventLoopGroup acceptor = loops(1, "peer-accept");
  private final EventLoopGroup io = loops(0, "peer-io");
  private final Server server;

  /**
   * @param host the interface to listen on
   * @param port 0 for any free one
   * @param largestMessage bytes of the largest message that is accepted in a stream; calls with one
   *     request are bounded more narrowly
   */
  public PeerServer(
      String host, int port, MutualTls tls, int largestMessage, List<BindableService> services) {
    caller = new Caller(tls.admission(), CALLS_OF_ONE_NODE);
    ConnectionLimiter limiter =
        new ConnectionLimiter(UNPROVED_CONNECTIONS, CONNECTIONS_OF_ONE_NODE);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .bossEventLoopGroup(acceptor)
            .workerEventLoopGroup(io)
            .channelFactory(() -> new LimitedServerChannel(limiter))
            .addTransportFilter(limiter)
            .sslContext(tls.server())
            .executor(Thread.ofVirtual().name("peer-call-", 0)::start)
            .intercept(new RequestDeadline(io, REQUEST_TIME))
            // The last one is asked first.
            .intercept(caller)
            .maxInboundMessageSize(largestMessage)
            .maxConcurrentCallsPerConnection(CALLS_OF_ONE_NODE)
            .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
            .maxConnectionIdle(IDLE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTime(DEAD_PEER_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    RequestLimit limit = new RequestLimit(LARGEST_REQUEST);
    services.forEach(service -> builder.addService(limit.apply(service.bindService())));
    server = builder.build();
  }

  private static EventLoopGroup loops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
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
    } finally {
      acceptor.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
      io.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
