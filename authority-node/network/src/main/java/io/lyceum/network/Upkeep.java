package io.lyceum.network;

import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryException;
import io.lyceum.network.discovery.RecordExchange;
import io.lyceum.network.transport.PeerServer;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connections level with the membership, and spreads addresses: news to all connected peers
 * at once, and without news to one of them now and then, so that nothing stays unheard.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

  private final PeerTable peers;
  private final PeerServer server;
  private final AddressBook book;
  private final RecordExchange exchange;
  private final Duration interval;
  private final RandomGenerator random;
  private final Thread thread = Thread.ofVirtual().name("network-upkeep").unstarted(this::run);
  private long versionSpread;
  private Duration quiet = Duration.ZERO;

  Upkeep(
      PeerTable peers,
      PeerServer server,
      AddressBook book,
      NetworkSettings settings,
      RandomGenerator random) {
    this.peers = peers;
    this.server = server;
    this.book = book;
    this.exchange = new RecordExchange(book, settings.discovery());
    this.interval = settings.discovery().interval();
    this.random = random;
  }

  /** Begins, on a thread of its own. Once only. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          peers.refresh();
          server.dismissStrangers();
          book.save();
          spread();
        } catch (RuntimeException e) {
          LOG.error("The upkeep of connections failed; it is tried again", e);
        }
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      LOG.debug("No more upkeep");
    }
  }

  private void spread() {
    List<Peer> connected = peers.all().stream().filter(peer -> peer.link().isPresent()).toList();
    long version = book.version();
    quiet = quiet.plus(TICK);
    if (version != versionSpread) {
      versionSpread = version;
      connected.forEach(this::exchangeWith);
    } else if (quiet.compareTo(interval) >= 0 && !connected.isEmpty()) {
      quiet = Duration.ZERO;
      exchangeWith(connected.get(random.nextInt(connected.size())));
    }
  }

  private void exchangeWith(Peer peer) {
    peer.link().ifPresent(link -> Thread.ofVirtual().start(() -> exchange(peer, link)));
  }

  private void exchange(Peer peer, OutgoingLink link) {
    try {
      exchange.with(link.channel());
    } catch (DiscoveryException e) {
      LOG.debug("Peer {} {}", peer.address(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
    book.save();
  }
}
