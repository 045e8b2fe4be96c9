package io.lyceum.network.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

  private final ConnectionLimiter limiter = new ConnectionLimiter(4, 1);

  @Test
  void aHostThatFloodsThePortClosesItsOwnConnectionsAndNobodyElses() {
    EmbeddedChannel patient = connect("192.0.2.1", 1);
    EmbeddedChannel first = connect("192.0.2.2", 1);
    EmbeddedChannel last = first;
    for (int port = 2; port < 50; port++) {
      last = connect("192.0.2.2", port);
    }
    assertThat(patient.isOpen()).isTrue();
    assertThat(first.isOpen()).isFalse();
    assertThat(last.isOpen()).isTrue();
  }

  private EmbeddedChannel connect(String host, int port) {
    EmbeddedChannel connection =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(host, port);
          }
        };
    limiter.accepted(connection);
    return connection;
  }
}
