package io.lyceum.network;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryException;
import io.lyceum.network.discovery.RecordExchange;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.wire.LinkGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one peer connected: dials, greets, opens the link, waits for its end, and again. */
final class PeerConnector implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerConnector.class);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

  private final Peer peer;
  private final PeerDialer dialer;
  private final NetworkSettings settings;
  private final AddressBook book;
  private final RecordExchange exchange;
  private final Supplier<ChainStatus> ownStatus;
  private final PeerListener listener;
  private final RandomGenerator random;
  private final Thread thread;
  private volatile boolean closed;

  PeerConnector(
      Peer peer,
      PeerDialer dialer,
      NetworkSettings settings,
      AddressBook book,
      Supplier<ChainStatus> ownStatus,
      PeerListener listener,
      RandomGenerator random) {
    this.peer = peer;
    this.dialer = dialer;
    this.settings = settings;
    this.book = book;
    this.exchange = new RecordExchange(book, settings.discovery());
    this.ownStatus = ownStatus;
    this.listener = listener;
    this.random = random;
    this.thread = Thread.ofVirtual().name("peer-" + peer.address()).unstarted(this::run);
  }

  /** Begins to connect, on a thread of its own. Once only. */
  void start() {
    thread.start();
  }

  private void run() {
    int failures = 0;
    try {
      while (!closed) {
        List<PeerEndpoint> places = book.endpoints(peer.address());
        boolean connected = !places.isEmpty() && connectOnce(places.get(failures % places.size()));
        // A place that worked is the first to try again.
        failures = connected ? 0 : failures + 1;
        Thread.sleep(settings.backoff().delay(Math.max(1, failures), random));
      }
    } catch (InterruptedException e) {
      LOG.debug("No longer connecting to {}", peer.address());
    }
  }

  /** Ends the connection, without waiting for that. */
  void stop() {
    closed = true;
    thread.interrupt();
  }

  /** Ends the connection, and returns when it has ended. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(CLOSE_TIME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the link came to stand. Returns when it has ended. */
  private boolean connectOnce(PeerEndpoint place) throws InterruptedException {
    ManagedChannel channel = dialer.dial(place, settings.limits().largestMessage());
    try {
      // The peer takes a link only of a node whose address it knows.
      exchangeAddresses(channel, place);
      peer.greeted(greet(channel));
      peer.movedTo(place);
      serve(OutgoingLink.open(channel, settings.limits(), peer::misses));
      return true;
    } catch (StatusException e) {
      LOG.debug("Peer {} cannot be connected: {}", place, e.getStatus());
    } catch (PeerException e) {
      LOG.warn("Peer {} {}", place, e.getMessage());
    } catch (ExecutionException | RuntimeException e) {
      LOG.warn("Connecting peer {} failed", place, e);
    } finally {
      channel.shutdownNow();
    }
    return false;
  }

  private void exchangeAddresses(ManagedChannel channel, PeerEndpoint place)
      throws InterruptedException {
    try {
      exchange.with(channel);
    } catch (DiscoveryException e) {
      LOG.debug("Peer {} {}", place, e.getMessage());
    }
  }

  private ChainStatus greet(ManagedChannel channel)
      throws StatusException, InterruptedException, PeerException {
    ChainStatus own = ownStatus.get();
    try {
      ChainStatus theirs =
          WireCodec.status(
              LinkGrpc.newBlockingV2Stub(channel)
                  .withDeadlineAfter(settings.limits().requestTimeout())
                  .greet(WireCodec.greeting(own)));
      if (!theirs.sameChain(own)) {
        throw new PeerException("is on another chain, with genesis " + theirs.genesisHash());
      }
      return theirs;
    } catch (IllegalArgumentException e) {
      throw new PeerException("greets in a form that is unknown", e);
    }
  }

  private void serve(OutgoingLink link) throws InterruptedException, ExecutionException {
    Address address = peer.address();
    peer.linked(link);
    LOG.debug("Connected to {}", peer.endpoint());
    try {
      listener.connected(address);
      Status reason = link.ended().get();
      LOG.debug("Disconnected from {}: {}", peer.endpoint(), reason);
    } finally {
      peer.unlinked();
      listener.disconnected(address);
    }
  }
}
