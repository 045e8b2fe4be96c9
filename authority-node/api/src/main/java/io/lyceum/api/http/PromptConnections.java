package io.lyceum.api.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * Closes connections whose clients send a request, or take an answer, too slowly. Helidon bounds
 * the time between two bytes, and the time between two requests, but lets a client that sends a
 * byte now and then, or reads nothing, keep a connection and what it holds for as long as it likes.
 */
final class PromptConnections implements ServerConnectionSelector {

  private final ServerConnectionSelector connections;
  private final Duration longest;

  /**
   * @param connections are bounded
   * @param longest how long a part of a request may take: the headers, the body, a frame; and how
   *     long an answer
   */
  PromptConnections(ServerConnectionSelector connections, Duration longest) {
    this.connections = connections;
    this.longest = longest;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return connections.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return connections.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return connections.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    PromptContext prompt = new PromptContext(context);
    prompt.connection = connections.connection(prompt);
    return prompt.connection;
  }

  /** Reads for a connection, as long as the connection has not waited too long. */
  private final class PromptContext implements ConnectionContext {

    private final ConnectionContext context;
    private final DataReader reader;
    private final DataWriter writer;
    private ServerConnection connection;

    PromptContext(ConnectionContext context) {
      this.context = context;
      this.reader = new DataReader(this::read);
      this.writer =
          new PromptWriter(context.dataWriter(), longest, () -> context.serverSocket().close());
    }

    private byte[] read() {
      // What a connection calls idle is the time since it last had a whole part of a request.
      if (connection != null && connection.idleTime().compareTo(longest) > 0) {
        throw new CloseConnectionException("The client is too slow");
      }
      DataReader source = context.dataReader();
      source.ensureAvailable();
      return source.readBytes(source.available());
    }

    @Override
    public DataReader dataReader() {
      return reader;
    }

    @Override
    public ListenerContext listenerContext() {
      return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return context.executor();
    }

    @Override
    public DataWriter dataWriter() {
      return writer;
    }

    @Override
    public Router router() {
      return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return context.localPeer();
    }

    @Override
    public boolean isSecure() {
      return context.isSecure();
    }

    @Override
    public String socketId() {
      return context.socketId();
    }

    @Override
    public String childSocketId() {
      return context.childSocketId();
    }
  }
}
