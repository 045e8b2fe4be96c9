package io.lyceum.network;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.wire.LinkGrpc;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one peer connected: dials, greets, opens the link, waits for its end, and again. */
final class PeerConnector implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerConnector.class);

  private final Peer peer;
  private final PeerDialer dialer;
  private final NetworkSettings settings;
  private final Supplier<ChainStatus> ownStatus;
  private final PeerListener listener;
  private final RandomGenerator random;
  private final CountDownLatch closed = new CountDownLatch(1);

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
  }

  /** Returns when the thread is interrupted or {@link #close} was called. */
  @Override
  public void run() {
    int failures = 0;
    try {
      boolean stop = false;
      while (!stop) {
        failures = connectOnce() ? 1 : failures + 1;
        Duration pause = settings.backoff().delay(failures, random);
        stop = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    closed.countDown();
    peer.link().ifPresent(link -> link.ended().complete(Status.CANCELLED));
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
    if (closed.getCount() == 0) {
      link.ended().complete(Status.CANCELLED);
    }
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
