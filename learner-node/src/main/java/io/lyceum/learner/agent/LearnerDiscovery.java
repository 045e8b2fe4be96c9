package io.lyceum.learner.agent;

import io.grpc.ManagedChannel;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryException;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.discovery.RecordExchange;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.transport.PeerServer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a learner level with who the authorities are and where they are reached, and lets them know
 * where the learner is: with one authority after another it exchanges addresses.
 */
final class LearnerDiscovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerDiscovery.class);
  private static final int LARGEST_MESSAGE = 256 << 10;

  /** Until every authority was asked once, it goes on without much of a pause. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

  private final KnownAuthorities authorities;
  private final LyceumContracts contracts;
  private final AddressBook book;
  private final PeerDialer dialer;
  private final PeerServer server;
  private final RecordExchange exchange;
  private final DiscoveryLimits limits;
  private final Thread thread = Thread.ofVirtual().name("learner-discovery").unstarted(this::run);

  LearnerDiscovery(
      KnownAuthorities authorities,
      LyceumContracts contracts,
      AddressBook book,
      PeerDialer dialer,
      PeerServer server,
      DiscoveryLimits limits) {
    this.authorities = authorities;
    this.contracts = contracts;
    this.book = book;
    this.dialer = dialer;
    this.server = server;
    this.limits = limits;
    this.exchange = new RecordExchange(book, limits);
  }

  /** Begins, on a thread of its own. Once only. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      for (int turn = 0; !Thread.currentThread().isInterrupted(); turn++) {
        authorities.refresh(contracts);
        server.dismissStrangers();
        List<PeerEndpoint> places = book.endpoints();
        if (!places.isEmpty()) {
          exchangeWith(places.get(turn % places.size()));
        }
        book.save();
        Thread.sleep(turn < places.size() ? FIRST_PAUSE : limits.interval());
      }
    } catch (InterruptedException e) {
      LOG.debug("No more discovery");
    }
  }

  private void exchangeWith(PeerEndpoint authority) throws InterruptedException {
    ManagedChannel channel = dialer.dial(authority, LARGEST_MESSAGE);
    try {
      exchange.with(channel);
    } catch (DiscoveryException e) {
      LOG.debug("Authority {} {}", authority, e.getMessage());
    } finally {
      channel.shutdownNow();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      // It never began where the port was in use.
      if (thread.isAlive()) {
        thread.join(CLOSE_TIME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
