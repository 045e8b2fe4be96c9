package io.lyceum.network;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.wire.LinkGrpc;
import java.time.Duration;
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
  private final Supplier<ChainStatus> ownStatus;
  private final PeerListener listener;
  private final RandomGenerator random;
  private final Thread thread;
  private volatile boolean closed;

  PeerConnector(
      Peer peer,
      PeerDialer dialer,
      NetworkSettings settings,
      Supplier<ChainStatus> ownStatus,
      PeerListener listener,
      RandomGenerator random) {
    this.peer = peer;
    this.dialer = dialer;
    this.settings = settings;
    this.ownStatus = ownStatus;
    this.listener = listener;
    this.random = random;
    this.thread = Thread.ofVirtual().name("peer-" + peer.endpoint().address()).unstarted(this::run);
  }

  /** Begins to connect, on a thread of its own. Once only. */
  void start() {
    thread.start();
  }

  private void run() {
    int failures = 0;
    try {
      while (!closed) {
        failures = connectOnce() ? 1 : failures + 1;
        Thread.sleep(settings.backoff().delay(failures, random));
      }
    } catch (InterruptedException e) {
      LOG.debug("No longer connecting to {}", peer.endpoint());
    }
  }

  /** Ends the connection, and returns when it has ended. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_TIME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the link came to stand. Returns when it has ended. */
  private boolean connectOnce() throws InterruptedException {
    ManagedChannel channel = dialer.dial(peer.endpoint(), settings.limits().largestMessage());
    try {
      peer.greeted(greet(channel));
      serve(OutgoingLink.open(channel, settings.limits()));
      return true;
    } catch (StatusException e) {
      LOG.debug("Peer {} cannot be connected: {}", peer.endpoint(), e.getStatus());
    } catch (PeerException e) {
      LOG.warn("Peer {} {}", peer.endpoint(), e.getMessage());
    } catch (ExecutionException | RuntimeException e) {
      LOG.warn("Connecting peer {} failed", peer.endpoint(), e);
    } finally {
      channel.shutdownNow();
    }
    return false;
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
    Address address = peer.endpoint().address();
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
