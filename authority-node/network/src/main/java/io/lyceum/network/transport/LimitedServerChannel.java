package io.lyceum.network.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;

/** A listening socket that reports each connection as it is accepted, before anything is read. */
final class LimitedServerChannel extends NioServerSocketChannel {

  private final ConnectionLimiter limiter;

  LimitedServerChannel(ConnectionLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    int count = super.doReadMessages(accepted);
    if (count > 0) {
      limiter.accepted((Channel) accepted.getLast());
    }
    return count;
  }
}
