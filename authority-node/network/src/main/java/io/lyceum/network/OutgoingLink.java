package io.lyceum.network;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lyceum.network.wire.LinkClosed;
import io.lyceum.network.wire.LinkGrpc;
import io.lyceum.network.wire.Push;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * The open stream to one peer. Never blocks: what the peer does not take waits in two bounded
 * queues, consensus before gossip, of which the oldest messages are dropped.
 */
final class OutgoingLink implements ClientResponseObserver<Push, LinkClosed> {

  private final Channel channel;
  private final NetworkLimits limits;
  private final Deque<Push> consensus = new ArrayDeque<>();
  private final Deque<Push> gossip = new ArrayDeque<>();
  private final CompletableFuture<Status> ended = new CompletableFuture<>();
  private ClientCallStreamObserver<Push> stream;

  private OutgoingLink(Channel channel, NetworkLimits limits) {
    this.channel = channel;
    this.limits = limits;
  }

  /** Opens a link over a channel whose peer was greeted. */
  static OutgoingLink open(Channel channel, NetworkLimits limits) {
    OutgoingLink link = new OutgoingLink(channel, limits);
    LinkGrpc.newStub(channel).open(link);
    return link;
  }

  /** The connection, for requests beside the stream. */
  Channel channel() {
    return channel;
  }

  /** Completes with the reason when the stream has ended. */
  CompletableFuture<Status> ended() {
    return ended;
  }

  void sendConsensus(Push message) {
    enqueue(consensus, limits.queuedConsensusMessages(), message);
  }

  void sendGossip(Push message) {
    enqueue(gossip, limits.queuedGossip(), message);
  }

  private synchronized void enqueue(Deque<Push> queue, int capacity, Push message) {
    if (queue.size() == capacity) {
      queue.removeFirst();
    }
    queue.addLast(message);
    drain();
  }

  private synchronized void drain() {
    while (!ended.isDone() && stream.isReady()) {
      Push next = consensus.isEmpty() ? gossip.pollFirst() : consensus.pollFirst();
      if (next == null) {
        return;
      }
      stream.onNext(next);
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Push> requests) {
    stream = requests;
    requests.setOnReadyHandler(this::drain);
  }

  @Override
  public void onNext(LinkClosed value) {
    // The server's only message; the end of the stream follows.
  }

  @Override
  public void onError(Throwable error) {
    ended.complete(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    ended.complete(Status.OK);
  }
}
