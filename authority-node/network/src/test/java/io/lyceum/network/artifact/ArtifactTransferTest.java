package io.lyceum.network.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.network.TestNode;
import io.lyceum.network.artifact.FetchResult.Fetched;
import io.lyceum.network.artifact.FetchResult.Unavailable;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.transport.PeerServer;
import io.lyceum.network.wire.ArtifactChunk;
import io.lyceum.network.wire.ArtifactRequest;
import io.lyceum.network.wire.ArtifactsGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfers between real servers and stores, over TLS on loopback. */
class ArtifactTransferTest {

  private static final ArtifactLimits LIMITS =
      new ArtifactLimits(64 << 20, 8 << 20, 12, Duration.ofSeconds(2), Duration.ofSeconds(30));

  @TempDir Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final TestNode client = TestNode.create(100);
  private ArtifactStore origin;
  private ArtifactStore target;

  @BeforeEach
  void openStores() throws IOException {
    origin = ArtifactStore.open(directory.resolve("origin"));
    target = ArtifactStore.open(directory.resolve("target"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    origin.close();
    target.close();
  }

  @Test
  void aCheckpointOfManyMegabytesArrivesWhole() throws Exception {
    List<Bytes> parameters = Leaves.random(1, 9, 1_300_000);
    List<Bytes> moments = Leaves.random(2, 18, 100_000);
    Bytes32 left = origin.put("c", parameters);
    Bytes32 right = origin.put("c", moments);
    Bytes32 root = origin.join("c", left, right);

    FetchResult result = fetch(root, serve(1, new ArtifactService(origin)));

    assertThat(result)
        .isInstanceOfSatisfying(
            Fetched.class, fetched -> assertThat(fetched.bytes()).isGreaterThan(13_000_000));
    assertThat(target.leaves(left)).contains(parameters);
    assertThat(target.leaves(right)).contains(moments);
    target.releaseAll("fetched");
    assertThat(target.preimage(root)).isEmpty();
  }

  @Test
  void aPeerThatCorruptsANodeIsLeftAndTheNextGoesOnThere() throws Exception {
    List<Bytes> leaves = Leaves.random(1, 12, 1_000_000);
    Bytes32 root = origin.put("c", leaves);
    AtomicInteger skipped = new AtomicInteger();
    PeerEndpoint liar = serve(1, new LyingService(origin, flipByteInChunk(15)));
    PeerEndpoint honest =
        serve(
            2,
            new ArtifactsGrpc.ArtifactsImplBase() {
              @Override
              public void fetch(ArtifactRequest request, StreamObserver<ArtifactChunk> receiver) {
                skipped.set(request.getSkip());
                new ArtifactService(origin).fetch(request, receiver);
              }
            });

    FetchResult result = fetch(root, liar, honest);

    assertThat(result).isInstanceOf(Fetched.class);
    assertThat(skipped.get()).isGreaterThan(3);
    assertThat(target.leaves(root)).contains(leaves);
  }

  @Test
  void whatOnlyLiarsServeIsUnavailableAndLeavesNothing() throws Exception {
    Bytes32 root = origin.put("c", Leaves.random(1, 4, 600_000));
    PeerEndpoint liar = serve(1, new LyingService(origin, flipByteInChunk(4)));

    FetchResult result = fetch(root, liar);

    assertThat(result)
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable ->
                assertThat(unavailable.description())
                    .contains(liar.address().toString())
                    .contains("wrong bytes"));
    assertThat(target.preimage(root)).isEmpty();
    assertThat(target.contains(root)).isFalse();
  }

  @Test
  void aPeerWithoutTheArtifactIsPassedOver() throws Exception {
    List<Bytes> leaves = Leaves.random(1, 3, 100);
    Bytes32 root = origin.put("c", leaves);
    PeerEndpoint down = TestNode.create(9).endpoint();
    PeerEndpoint empty = serve(1, new ArtifactService(hash -> Optional.empty()));

    assertThat(fetch(root, down, empty, serve(2, new ArtifactService(origin))))
        .isInstanceOf(Fetched.class);
    assertThat(fetch(Bytes32.repeat((byte) 1), down, empty))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable ->
                assertThat(unavailable.description())
                    .contains("cannot be reached")
                    .contains("does not hold it"));
  }

  @Test
  void aPeerThatFallsSilentIsLeft() throws Exception {
    Bytes32 root = origin.put("c", Leaves.random(1, 3, 100));
    PeerEndpoint silent =
        serve(
            1,
            new ArtifactsGrpc.ArtifactsImplBase() {
              @Override
              public void fetch(ArtifactRequest request, StreamObserver<ArtifactChunk> receiver) {
                // Takes the request and never answers.
              }
            });

    assertThat(fetch(root, silent, serve(2, new ArtifactService(origin))))
        .isInstanceOf(Fetched.class);
  }

  @Test
  void aPeerThatNeverEndsIsLeft() throws Exception {
    Bytes32 root = origin.put("c", Leaves.random(1, 1, 100));
    LyingService tooMuch = new LyingService(origin, chunk -> chunk, 1);
    assertThat(fetch(root, serve(1, tooMuch))).isInstanceOf(Fetched.class);

    Bytes32 other = origin.put("c", Leaves.random(2, 2, 100));
    PeerEndpoint tiny =
        serve(2, new LyingService(origin, chunk -> ArtifactChunk.getDefaultInstance()));
    assertThat(fetch(other, tiny)).isInstanceOf(Unavailable.class);
  }

  @Test
  void anArtifactBeyondTheLimitsIsRefused() throws Exception {
    PeerEndpoint peer = serve(1, new ArtifactService(origin));
    Bytes32 largeLeaf = origin.put("c", Leaves.random(1, 1, (8 << 20) + 1));
    assertThat(description(fetch(largeLeaf, peer))).contains("announced a node of");

    Bytes32 largeTree = origin.put("c", Leaves.random(2, 12, 6 << 20));
    assertThat(description(fetch(largeTree, peer))).contains("more than 67108864 bytes");

    Bytes32 deep = origin.put("deep", Leaves.random(3, 1, 10));
    for (int i = 0; i < 12; i++) {
      deep = origin.join("deep", deep, largeLeaf);
    }
    assertThat(description(fetch(deep, peer))).contains("deeper than 12");
  }

  @Test
  void bytesThatHashRightButAreNoTreeAreRefused() throws Exception {
    Bytes odd = Bytes.of(2, 3, 4);
    Bytes32 root = Keccak.hash(odd);
    PeerEndpoint peer =
        serve(
            1,
            new ArtifactsGrpc.ArtifactsImplBase() {
              @Override
              public void fetch(ArtifactRequest request, StreamObserver<ArtifactChunk> receiver) {
                receiver.onNext(
                    ArtifactChunk.newBuilder()
                        .setNodeSize(odd.size())
                        .setData(ByteString.copyFrom(odd.toArrayUnsafe()))
                        .build());
                receiver.onCompleted();
              }
            });
    assertThat(description(fetch(root, peer))).contains("no Merkle tree");
  }

  @Test
  void anArtifactThatIsThereAlreadyIsNotFetchedAgain() throws Exception {
    Bytes32 root = target.put("old", Leaves.random(1, 3, 10));
    assertThat(fetch(root)).isEqualTo(new Fetched(0));
    target.releaseAll("old");
    assertThat(target.contains(root)).isTrue();
  }

  private FetchResult fetch(Bytes32 root, PeerEndpoint... peers) throws InterruptedException {
    PeerDialer dialer = new PeerDialer(client.tls(node -> true));
    return new ArtifactFetcher(dialer, target, LIMITS).fetch("fetched", root, List.of(peers));
  }

  private static String description(FetchResult result) {
    return ((Unavailable) result).description();
  }

  private PeerEndpoint serve(int secret, BindableService service) throws IOException {
    TestNode node = TestNode.create(secret);
    PeerServer server =
        new PeerServer(
            TestNode.HOST, node.port(), node.tls(any -> true), 1 << 20, List.of(service));
    server.start();
    open.add(server);
    return node.endpoint();
  }

  private static UnaryOperator<ArtifactChunk> flipByteInChunk(int number) {
    AtomicInteger count = new AtomicInteger();
    return chunk -> {
      if (count.incrementAndGet() != number) {
        return chunk;
      }
      byte[] data = chunk.getData().toByteArray();
      data[data.length / 2] ^= 1;
      return chunk.toBuilder().setData(ByteString.copyFrom(data)).build();
    };
  }

  /** Serves the right tree, but changes the chunks on their way, and may repeat the last one. */
  private static final class LyingService extends ArtifactsGrpc.ArtifactsImplBase {

    private final ArtifactSource source;
    private final UnaryOperator<ArtifactChunk> lie;
    private final int repeats;

    LyingService(ArtifactSource source, UnaryOperator<ArtifactChunk> lie) {
      this(source, lie, 0);
    }

    LyingService(ArtifactSource source, UnaryOperator<ArtifactChunk> lie, int repeats) {
      this.source = source;
      this.lie = lie;
      this.repeats = repeats;
    }

    @Override
    public void fetch(ArtifactRequest request, StreamObserver<ArtifactChunk> receiver) {
      Bytes32 root = Bytes32.wrap(request.getRoot().toByteArray());
      Iterator<ArtifactChunk> chunks = new NodeStream(source, root, request.getSkip());
      ArtifactChunk last = ArtifactChunk.getDefaultInstance();
      while (chunks.hasNext()) {
        last = lie.apply(chunks.next());
        receiver.onNext(last);
      }
      for (int i = 0; i < repeats; i++) {
        receiver.onNext(last);
      }
      receiver.onCompleted();
    }
  }
}
