package io.lyceum.network;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.lyceum.network.transport.Caller;
import io.lyceum.network.wire.Greeting;
import io.lyceum.network.wire.LinkClosed;
import io.lyceum.network.wire.LinkGrpc;
import io.lyceum.network.wire.Push;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening end of links. Only partners whose address is known may open one. */
final class LinkService extends LinkGrpc.LinkImplBase {

  private static final Logger LOG = LoggerFactory.getLogger(LinkService.class);

  private final PeerTable peers;
  private final BlockSource chain;
  private final PushReceiver receiver;

  LinkService(PeerTable peers, BlockSource chain, PushReceiver receiver) {
    this.peers = peers;
    this.chain = chain;
    this.receiver = receiver;
  }

  @Override
  public void greet(Greeting greeting, StreamObserver<Greeting> response) {
    try {
      Peer peer = caller();
      ChainStatus theirs = WireCodec.status(greeting);
      ChainStatus own = chain.status();
      if (theirs.sameChain(own)) {
        peer.greeted(theirs);
      }
      // A peer of another chain learns it from the answer, and says so in its own log.
      response.onNext(WireCodec.greeting(own));
      response.onCompleted();
    } catch (IllegalArgumentException e) {
      response.onError(Status.INVALID_ARGUMENT.asException());
    } catch (StatusException e) {
      response.onError(e);
    }
  }

  @Override
  public StreamObserver<Push> open(StreamObserver<LinkClosed> response) {
    try {
      return new IncomingLink(caller(), response);
    } catch (StatusException e) {
      response.onError(e);
      return new IgnoredLink();
    }
  }

  private Peer caller() throws StatusException {
    return peers
        .find(Caller.address())
        .orElseThrow(
            () ->
                Status.PERMISSION_DENIED.withDescription("Not a peer of this node").asException());
  }

  private final class IncomingLink implements StreamObserver<Push> {

    private final Peer peer;
    private final StreamObserver<LinkClosed> response;
    private boolean refused;

    IncomingLink(Peer peer, StreamObserver<LinkClosed> response) {
      this.peer = peer;
      this.response = response;
    }

    @Override
    public void onNext(Push push) {
      if (refused) {
        return;
      }
      if (peers.find(peer.address()).filter(known -> known == peer).isEmpty()) {
        refuse(Status.PERMISSION_DENIED.withDescription("No longer a peer of this node"));
        return;
      }
      try {
        receiver.received(peer, push);
      } catch (InvalidPushException e) {
        LOG.warn("Peer {} {}", peer.endpoint(), e.getMessage());
        refuse(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
      } catch (RuntimeException e) {
        // A handler's fault must not cost the peer its link.
        LOG.error("A message of {} could not be handled", peer.endpoint(), e);
      }
    }

    private void refuse(Status reason) {
      refused = true;
      response.onError(reason.asException());
    }

    @Override
    public void onError(Throwable error) {
      LOG.debug("Link of {} broke: {}", peer.endpoint(), Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
      if (!refused) {
        response.onNext(LinkClosed.getDefaultInstance());
        response.onCompleted();
      }
    }
  }

  /** What follows a refusal. */
  private static final class IgnoredLink implements StreamObserver<Push> {

    @Override
    public void onNext(Push push) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }
}
