package io.lyceum.network.artifact;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.lyceum.network.artifact.FetchResult.Failure;
import io.lyceum.network.transport.IncomingStream;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.wire.ArtifactChunk;
import io.lyceum.network.wire.ArtifactRequest;
import io.lyceum.network.wire.ArtifactsGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Fetches artifacts from peers into the store. Nothing a peer sends is believed: every node is
 * checked as it arrives, and a peer that fails or lies is left for the next one, which goes on from
 * the last right node.
 */
public final class ArtifactFetcher {

  private static final int LARGEST_MESSAGE = 1 << 20;

  private final PeerDialer dialer;
  private final ArtifactStore store;
  private final ArtifactLimits limits;

  /** Fetches over a dialer's channels into a store. */
  public ArtifactFetcher(PeerDialer dialer, ArtifactStore store, ArtifactLimits limits) {
    this.dialer = dialer;
    this.store = store;
    this.limits = limits;
  }

  /**
   * Fetches likewise, within other limits: a caller that knows what it asks for sets them close.
   */
  public ArtifactFetcher within(ArtifactLimits otherLimits) {
    return new ArtifactFetcher(dialer, store, otherLimits);
  }

  /**
   * Brings a tree into the store and holds it. Blocks until it is there or every peer has failed.
   *
   * @param holder under whose name the tree is held
   * @param peers whom to ask, in this order
   */
  public FetchResult fetch(String holder, Bytes32 root, List<PeerEndpoint> peers)
      throws InterruptedException {
    if (store.contains(root)) {
      store.retain(holder, root);
      return new FetchResult.Fetched(0);
    }
    List<Failure> failures = new ArrayList<>();
    try (ArtifactImport nodes = new ArtifactImport(store)) {
      NodeReceiver receiver = new NodeReceiver(root, limits, nodes::add);
      for (PeerEndpoint peer : peers) {
        Optional<String> failure = fetchFrom(peer, root, receiver);
        if (failure.isEmpty()) {
          nodes.commit(holder, root);
          return new FetchResult.Fetched(receiver.bytesReceived());
        }
        failures.add(new Failure(peer, failure.get()));
      }
    }
    return new FetchResult.Unavailable(failures);
  }

  /** Goes on with a transfer at one peer; says why it failed, if it did. */
  private Optional<String> fetchFrom(PeerEndpoint peer, Bytes32 root, NodeReceiver receiver)
      throws InterruptedException {
    ManagedChannel channel = dialer.dial(peer, LARGEST_MESSAGE);
    receiver.restartNode();
    try (IncomingStream<ArtifactChunk> chunks = request(channel, root, receiver.nodesReceived())) {
      while (!receiver.isComplete()) {
        Optional<ArtifactChunk> chunk = chunks.next(limits.stall());
        if (chunk.isEmpty()) {
          return Optional.of("ended the transfer early");
        }
        receiver.accept(chunk.get());
      }
      return Optional.empty();
    } catch (TransferException e) {
      return Optional.of(e.getMessage());
    } catch (TimeoutException e) {
      return Optional.of("sent nothing for " + limits.stall().toSeconds() + " s");
    } catch (StatusException e) {
      return Optional.of(reason(e.getStatus()));
    } finally {
      channel.shutdownNow();
    }
  }

  private IncomingStream<ArtifactChunk> request(ManagedChannel channel, Bytes32 root, int skip) {
    return new IncomingStream<>(
        ArtifactsGrpc.newBlockingV2Stub(channel)
            .withDeadlineAfter(limits.deadline())
            .fetch(
                ArtifactRequest.newBuilder()
                    .setRoot(UnsafeByteOperations.unsafeWrap(root.toArrayUnsafe()))
                    .setSkip(skip)
                    .build()));
  }

  private static String reason(Status status) {
    return switch (status.getCode()) {
      case NOT_FOUND -> "does not hold it";
      case UNAVAILABLE -> "cannot be reached";
      case DEADLINE_EXCEEDED -> "was too slow";
      case PERMISSION_DENIED, UNAUTHENTICATED -> "refused us";
      default -> "failed: " + status.getCode();
    };
  }
}
