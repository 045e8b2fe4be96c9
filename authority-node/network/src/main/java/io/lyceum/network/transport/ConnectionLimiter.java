package io.lyceum.network.transport;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.NodeCertificate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the connections of a server: those that have not proved who they are, and those of one
 * node. Where too many have not proved it, the oldest of the host that has the most of these is
 * closed, so whoever floods the port from few hosts closes its own. Where one node has too many,
 * its oldest is closed: a node that came back closes those that it left behind. Safe for use by
 * many threads.
 */
final class ConnectionLimiter extends ServerTransportFilter {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimiter.class);

  private final int mostUnproved;
  private final int mostOfOneNode;
  private final SequencedMap<SocketAddress, Channel> unproved = new LinkedHashMap<>();
  private final Map<Address, Deque<Channel>> proved = new HashMap<>();

  /**
   * @param mostUnproved connections whose handshake has not ended
   * @param mostOfOneNode connections of one node
   */
  ConnectionLimiter(int mostUnproved, int mostOfOneNode) {
    this.mostUnproved = mostUnproved;
    this.mostOfOneNode = mostOfOneNode;
  }

  /** A connection came, whoever it may be. */
  void accepted(Channel connection) {
    SocketAddress from = connection.remoteAddress();
    if (from == null) {
      connection.close();
      return;
    }
    Channel oldest = null;
    synchronized (this) {
      unproved.put(from, connection);
      if (unproved.size() > mostUnproved) {
        oldest = unproved.remove(oldestOfBusiestHost());
      }
    }
    connection.closeFuture().addListener(closed -> forget(from, connection));
    if (oldest != null) {
      LOG.debug("Too many connections without a handshake: closed that of {}", oldest);
      cut(oldest);
    }
  }

  private SocketAddress oldestOfBusiestHost() {
    Map<Object, Integer> counts = new HashMap<>();
    unproved.keySet().forEach(from -> counts.merge(host(from), 1, Integer::sum));
    int most = Collections.max(counts.values());
    return unproved.keySet().stream()
        .filter(from -> counts.get(host(from)) == most)
        .findFirst()
        .orElseThrow();
  }

  private static Object host(SocketAddress from) {
    return from instanceof InetSocketAddress place ? place.getAddress() : from;
  }

  /** Without the farewell that HTTP/2 waits for as long as a call is open. */
  private static void cut(Channel connection) {
    ChannelHandlerContext outermost = connection.pipeline().firstContext();
    if (outermost == null) {
      connection.close();
    } else {
      outermost.close();
    }
  }

  /** A handshake has ended well. */
  @Override
  public Attributes transportReady(Attributes attributes) {
    Channel oldest = prove(attributes);
    if (oldest != null) {
      LOG.debug("Too many connections of one node: closed {}", oldest);
      cut(oldest);
    }
    return attributes;
  }

  private synchronized Channel prove(Attributes attributes) {
    Channel connection = unproved.remove(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    if (connection == null) {
      return null;
    }
    Deque<Channel> own =
        proved.computeIfAbsent(
            node(attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION)), node -> new ArrayDeque<>());
    own.addLast(connection);
    return own.size() > mostOfOneNode ? own.removeFirst() : null;
  }

  private static Address node(SSLSession session) {
    try {
      return NodeCertificate.addressOf((X509Certificate) session.getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException | CertificateException e) {
      throw new IllegalStateException("A handshake ended without a node's certificate", e);
    }
  }

  private synchronized void forget(SocketAddress from, Channel connection) {
    unproved.remove(from, connection);
    proved.values().forEach(own -> own.remove(connection));
    proved.values().removeIf(Deque::isEmpty);
  }
}
