package io.lyceum.network;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lyceum.network.SendQueue.Waiting;
import io.lyceum.network.wire.LinkClosed;
import io.lyceum.network.wire.LinkGrpc;
import io.lyceum.network.wire.Push;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The open stream to one peer. Never blocks: what the peer does not take waits in two bounded
 * queues, consensus before gossip, of which the oldest messages are dropped.
 */
final class OutgoingLink implements ClientResponseObserver<Push, LinkClosed> {

  private final Channel channel;
  private final SendQueue consensus;
  private final SendQueue gossip;
  private final Consumer<List<Bytes32>> dropped;
  private final CompletableFuture<Status> ended = new CompletableFuture<>();
  private ClientCallStreamObserver<Push> stream;

  private OutgoingLink(Channel channel, NetworkLimits limits, Consumer<List<Bytes32>> dropped) {
    this.channel = channel;
    this.consensus = new SendQueue(limits.consensusQueue());
    this.gossip = new SendQueue(limits.gossipQueue());
    this.dropped = dropped;
  }

  /**
   * Opens a link over a channel whose peer was greeted.
   *
   * @param dropped takes the hashes of what was to be sent and never will be
   */
  static OutgoingLink open(Channel channel, NetworkLimits limits, Consumer<List<Bytes32>> dropped) {
    OutgoingLink link = new OutgoingLink(channel, limits, dropped);
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

  /**
   * Queues what belongs to consensus.
   *
   * @param hashes of the message that it carries, if it does
   */
  void sendConsensus(Push message, List<Bytes32> hashes) {
    enqueue(consensus, new Waiting(message, hashes));
  }

  /**
   * Queues gossip.
   *
   * @param hashes of what the message carries
   */
  void sendGossip(Push message, List<Bytes32> hashes) {
    enqueue(gossip, new Waiting(message, hashes));
  }

  private synchronized void enqueue(SendQueue queue, Waiting message) {
    queue.add(message).forEach(lost -> dropped.accept(lost.hashes()));
    drain();
  }

  private synchronized void drain() {
    while (!ended.isDone() && stream.isReady()) {
      Optional<Waiting> next = consensus.poll().or(gossip::poll);
      if (next.isEmpty()) {
        return;
      }
      stream.onNext(next.get().push());
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
