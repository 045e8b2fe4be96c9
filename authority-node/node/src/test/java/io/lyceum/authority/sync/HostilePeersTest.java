package io.lyceum.authority.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.lyceum.authority.sync.HostilePeer.Answer;
import io.lyceum.authority.sync.SyncNode.Identity;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.network.NetworkLimits;
import io.lyceum.network.NetworkLimits.QueueLimit;
import io.lyceum.network.wire.BlockRange;
import io.lyceum.network.wire.ChainItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node that wants to catch up with an honest peer, and meets another that does its worst, over
 * real sockets: it catches up all the same, soon leaves the other alone, and keeps nothing of it.
 */
class HostilePeersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BLOCKS = 150;
  private static final long CLAIMED = 1L << 40;

  /** As by default, but for less waiting and smaller blocks. */
  private static final NetworkLimits LIMITS =
      new NetworkLimits(
          1 << 20,
          100_000,
          16,
          1 << 20,
          1 << 20,
          64,
          1 << 20,
          new QueueLimit(16, 1 << 20),
          new QueueLimit(16, 1 << 20),
          1_000,
          Duration.ofSeconds(2));

  /** What a hostile peer does. */
  private interface Attack {

    Answer headers(SealedChain real);

    default Answer bodies(SealedChain real) {
      return serving(number -> body(real, number));
    }
  }

  private record NamedAttack(String name, Attack attack) {

    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir private Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();
  private SyncNode honest;

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < 3; i++) {
      identities.add(Identity.create(i));
    }
    honest = node(0, SealedChain.STEADY);
    honest.chain().growTo(BLOCKS);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private SyncNode node(int index, Genesis genesis) {
    SyncNode node =
        new SyncNode(
            directory.resolve("node-" + index), genesis, identities.get(index), identities, LIMITS);
    open.add(node);
    return node;
  }

  static Stream<NamedAttack> attacks() {
    Bytes garbage = Bytes.repeat((byte) 0xe7, 900);
    return Stream.of(
        new NamedAttack("garbage for headers", real -> serving(number -> garbage)),
        new NamedAttack("a huge message", real -> single(Bytes.wrap(new byte[3 << 20]))),
        new NamedAttack("headers without end", real -> endless(number -> header(real, number % 9))),
        new NamedAttack("nothing at all", real -> (range, receiver) -> {}),
        new NamedAttack("an empty answer", real -> (range, receiver) -> receiver.onCompleted()),
        new NamedAttack(
            "headers of other heights", real -> serving(number -> header(real, number + 1))),
        new NamedAttack(
            "a fork with too few seals",
            real ->
                serving(number -> SealedChain.sealed(block(real, number), 2).header().encoded())),
        new NamedAttack(
            "headers that follow no other",
            real -> serving(number -> number == 1 ? header(real, 1) : orphan(block(real, number)))),
        new NamedAttack(
            "a drip of headers",
            real ->
                (range, receiver) ->
                    receiver.onNext(HostilePeer.item(header(real, range.getFirst())))),
        withBodies("garbage for bodies", real -> serving(number -> garbage)),
        withBodies("bodies of other blocks", real -> serving(number -> body(real, number + 1))),
        withBodies("bodies without end", real -> endless(number -> body(real, 1 + number % 9))),
        withBodies("a huge body", real -> single(Bytes.wrap(new byte[3 << 20]))),
        withBodies("no bodies", real -> (range, receiver) -> {}));
  }

  private static NamedAttack withBodies(String name, Function<SealedChain, Answer> bodies) {
    return new NamedAttack(
        name,
        new Attack() {
          @Override
          public Answer headers(SealedChain real) {
            return serving(number -> header(real, number));
          }

          @Override
          public Answer bodies(SealedChain real) {
            return bodies.apply(real);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aHostilePeerHarmsNobody(NamedAttack named) throws IOException {
    SealedChain real = honest.chain();
    HostilePeer hostile =
        new HostilePeer(
            identities.get(1),
            SealedChain.STEADY,
            CLAIMED,
            named.attack().headers(real),
            named.attack().bodies(real));
    open.add(hostile);
    hostile.start();
    SyncNode node = node(2, SealedChain.STEADY).start();
    await().atMost(PATIENCE).until(() -> hostile.asked.get() > 0);

    honest.serve();
    await().atMost(PATIENCE).until(() -> node.head() == BLOCKS);
    assertThat(node.hash(BLOCKS)).isEqualTo(honest.hash(BLOCKS));

    // It goes on following the chain, and soon counts as level, whatever the other one claims.
    honest.chain().growTo(BLOCKS + 3);
    await().atMost(PATIENCE).until(() -> node.head() == BLOCKS + 3);
    await().atMost(PATIENCE).until(() -> node.told.getLast().equals("is level"));
  }

  @Test
  void aPeerThatProvesToBeHostileIsNotAskedAgain() throws IOException {
    HostilePeer hostile =
        new HostilePeer(
            identities.get(1),
            SealedChain.STEADY,
            CLAIMED,
            serving(number -> Bytes.of(1, 2, 3)),
            serving(number -> Bytes.of(1, 2, 3)));
    open.add(hostile);
    hostile.start();
    honest.serve();
    SyncNode node = node(2, SealedChain.STEADY).start();
    await().atMost(PATIENCE).until(() -> node.head() == BLOCKS);
    await().atMost(PATIENCE).until(() -> hostile.asked.get() == 1);
    honest.chain().growTo(BLOCKS + 10);
    await().atMost(PATIENCE).until(() -> node.head() == BLOCKS + 10);
    assertThat(hostile.asked.get()).isEqualTo(1);
  }

  private static Block block(SealedChain chain, long number) {
    return chain.chain().block(Math.min(number, BLOCKS)).orElseThrow();
  }

  private static Bytes header(SealedChain chain, long number) {
    return block(chain, number).header().encoded();
  }

  private static Bytes body(SealedChain chain, long number) {
    return Block.encodedBody(block(chain, number).encoded());
  }

  private static Bytes orphan(Block block) {
    return block.header().toBuilder().parentHash(Bytes32.ZERO).build().encoded();
  }

  /** Serves one item. */
  private static Answer single(Bytes item) {
    return (range, receiver) -> {
      receiver.onNext(HostilePeer.item(item));
      receiver.onCompleted();
    };
  }

  /** Serves as asked, up to the limit of one answer. */
  private static Answer serving(LongFunction<Bytes> items) {
    return (range, receiver) -> {
      for (int i = 0; i < range.getCount(); i++) {
        receiver.onNext(HostilePeer.item(items.apply(range.getFirst() + i)));
      }
      receiver.onCompleted();
    };
  }

  /** Sends as long as the receiver takes anything. */
  private static Answer endless(LongFunction<Bytes> items) {
    return (BlockRange range, StreamObserver<ChainItem> receiver) -> {
      var observer = (ServerCallStreamObserver<ChainItem>) receiver;
      observer.setOnReadyHandler(
          new Runnable() {
            private long number = range.getFirst();

            @Override
            public void run() {
              while (observer.isReady() && !observer.isCancelled()) {
                observer.onNext(HostilePeer.item(items.apply(number++)));
              }
            }
          });
    };
  }
}
