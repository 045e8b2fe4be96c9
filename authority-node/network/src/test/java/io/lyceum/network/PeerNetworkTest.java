package io.lyceum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ConsensusHandler.Verdict;
import io.lyceum.network.TestPeer.Received;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.wire.ConsensusHashes;
import io.lyceum.network.wire.LinkClosed;
import io.lyceum.network.wire.LinkGrpc;
import io.lyceum.network.wire.NewBlock;
import io.lyceum.network.wire.Push;
import io.lyceum.network.wire.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

/** Networks of real nodes over TLS on loopback. */
class PeerNetworkTest extends FourNodes {

  @Test
  void fourNodesReachEachOther() throws Exception {
    List<TestPeer> peers = startAll();

    peers.get(0).network.broadcastConsensus(Bytes.of(1));
    assertThat(peers.get(1).network.sendConsensus(nodes.get(2).address(), Bytes.of(2))).isTrue();
    assertThat(peers.get(1).network.sendConsensus(nodes.get(1).address(), Bytes.of(2))).isFalse();

    Received<Bytes> broadcast = new Received<>(nodes.get(0).address(), Bytes.of(1));
    await().untilAsserted(() -> assertThat(peers.get(1).consensus).containsExactly(broadcast));
    await()
        .untilAsserted(
            () ->
                assertThat(peers.get(2).consensus)
                    .containsExactlyInAnyOrder(
                        broadcast, new Received<>(nodes.get(1).address(), Bytes.of(2))));
    await().untilAsserted(() -> assertThat(peers.get(3).consensus).containsExactly(broadcast));
    assertThat(peers.get(0).consensus).isEmpty();
  }

  @Test
  void aTransactionReachesEveryNodeOnceAlthoughAllPassItOn() throws Exception {
    List<TestPeer> peers = startAll();
    List<Bytes> transactions = IntStream.range(0, 10).mapToObj(i -> Bytes.of(i, i)).toList();

    peers.get(0).network.gossipTransactions(transactions);
    for (TestPeer peer : peers.subList(1, 4)) {
      await().untilAsserted(() -> assertThat(peer.transactions).hasSize(10));
      peer.network.gossipTransactions(transactions);
    }
    peers.get(3).network.broadcastConsensus(Bytes.of(9));
    await().untilAsserted(() -> assertThat(peers.get(0).consensus).hasSize(1));

    assertThat(peers.get(0).transactions).isEmpty();
    for (TestPeer peer : peers.subList(1, 4)) {
      assertThat(peer.transactions.stream().map(Received::content))
          .containsExactlyInAnyOrderElementsOf(transactions);
    }
  }

  @Test
  void anAnnouncedBlockRaisesThePeersHeadAndCarriesTheBlockUnlessItIsLarge() throws Exception {
    TestPeer receiver = start(1, SMALL, 0);
    TestPeer sender = start(0, SMALL, 0);
    connect(sender, 1);
    Bytes small = Bytes.repeat((byte) 1, 100);
    Bytes32 smallHash = Bytes32.repeat((byte) 1);
    Bytes32 largeHash = Bytes32.repeat((byte) 2);

    sender.network.announceBlock(7, smallHash, small, Set.of());
    sender.network.announceBlock(8, largeHash, Bytes.repeat((byte) 2, 3_000), Set.of());

    await().untilAsserted(() -> assertThat(receiver.blocks).hasSize(2));
    assertThat(receiver.blocks.stream().map(Received::content))
        .containsExactly(
            new BlockAnnouncement(7, smallHash, Optional.of(small)),
            new BlockAnnouncement(8, largeHash, Optional.empty()));
    ChainStatus known =
        receiver.network.peers().stream()
            .filter(peer -> peer.endpoint().address().equals(nodes.get(0).address()))
            .findFirst()
            .flatMap(PeerInfo::status)
            .orElseThrow();
    assertThat(known.headNumber()).isEqualTo(8);
    assertThat(known.headHash()).isEqualTo(largeHash);
  }

  @Test
  void ofThreePeersTwoAreSentABlockAndNoneOfThoseWhoSealedIt() throws Exception {
    List<TestPeer> peers = startAll();
    List<TestPeer> others = peers.subList(1, 4);
    Bytes block = Bytes.repeat((byte) 1, 100);

    peers.get(0).network.announceBlock(1, Bytes32.repeat((byte) 1), block, Set.of());
    peers
        .get(0)
        .network
        .announceBlock(
            2,
            Bytes32.repeat((byte) 2),
            block,
            Set.of(nodes.get(1).address(), nodes.get(2).address()));

    for (TestPeer other : others) {
      await().untilAsserted(() -> assertThat(other.blocks).hasSize(2));
    }
    assertThat(peers.get(0).network.blockBytesPushed()).isEqualTo(3 * block.size());
    assertThat(others).filteredOn(peer -> peer.wholeBlocks().contains(1L)).hasSize(2);
    assertThat(others)
        .filteredOn(peer -> peer.wholeBlocks().contains(2L))
        .containsExactly(peers.get(3));
  }

  @Test
  void headersAndBodiesAreFetchedWithinTheLimitsOfNumberAndSize() throws Exception {
    TestPeer server = start(1, SMALL, 0);
    TestPeer client = start(0, SMALL, 0);
    Address peer = nodes.get(1).address();
    IntStream.range(0, 20).forEach(i -> server.chain.add(Bytes.repeat((byte) i, 50)));
    connect(client, 1);

    ServedRange bodies = client.network.fetchBodies(peer, 3, 5);
    assertThat(bodies.items()).isEqualTo(server.chain.subList(3, 8));
    assertThat(bodies.failure()).isEmpty();
    assertThat(client.network.fetchHeaders(peer, 3, 5).items())
        .isEqualTo(IntStream.range(3, 8).mapToObj(i -> Bytes.of(i, i)).toList());
    assertThat(client.network.fetchBodies(peer, 0, 1_000).items()).hasSize(8);
    assertThat(client.network.fetchBodies(peer, 18, 5).items()).hasSize(2);
    assertThat(client.network.fetchBodies(peer, 99, 5).items()).isEmpty();

    IntStream.range(0, 20).forEach(i -> server.chain.set(i, Bytes.repeat((byte) i, 90_000)));
    assertThat(client.network.fetchBodies(peer, 0, 5).items()).hasSize(2);

    assertThat(client.network.fetchBodies(nodes.get(2).address(), 0, 5).failure())
        .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("not connected"));
  }

  @Test
  void aTransactionThatCouldNotBeKeptIsHeardFromAnotherPeer() throws Exception {
    TestPeer receiver = start(0, SMALL, 0);
    List<Bytes> transaction = List.of(Bytes.of(7, 7));
    receiver.full = true;
    for (int i = 1; i <= 3; i++) {
      TestPeer sender = start(i, SMALL, 0);
      connect(sender, 0);
      sender.network.gossipTransactions(transaction);
      int copies = i;
      await().untilAsserted(() -> assertThat(receiver.transactions).hasSize(copies));
      sender.network.broadcastConsensus(Bytes.of(i));
      await().untilAsserted(() -> assertThat(receiver.consensus).hasSize(copies));
      if (i == 2) {
        receiver.network.forgetTransactions(transaction);
      }
      receiver.full = false;
    }
    assertThat(receiver.transactions).extracting(Received::from).doesNotHaveDuplicates();
  }

  @Test
  void aPeerThatComesBackIsConnectedAgain() throws Exception {
    TestPeer sender = start(0, SMALL, 0);
    TestPeer first = start(1, SMALL, 0);
    connect(sender, 1);
    first.close();
    await().until(() -> sender.connected().isEmpty());
    assertThat(sender.network.sendConsensus(nodes.get(1).address(), Bytes.of(1))).isFalse();

    TestPeer second = start(1, SMALL, 0);
    connect(sender, 1);
    sender.network.broadcastConsensus(Bytes.of(2));

    await().untilAsserted(() -> assertThat(second.consensus).hasSize(1));
    String address = nodes.get(1).address().toString();
    assertThat(sender.connections).startsWith("+" + address, "-" + address, "+" + address);
  }

  @Test
  void aNodeOfAnotherChainIsNotConnected() throws Exception {
    TestPeer one = start(0, SMALL, 0);
    TestPeer other = start(1, SMALL, 1);
    TestPeer same = start(2, SMALL, 0);
    connect(one, 2);
    connect(same, 0);
    assertThat(one.connected()).containsExactly(nodes.get(2).address());
    assertThat(other.connections).isEmpty();
  }

  @Test
  void aNodeThatIsAdmittedButNoPeerCannotPush() throws Exception {
    start(1, SMALL, 0);
    TestNode learner = TestNode.create(50);
    assertThat(push(learner, 1, Push.newBuilder().setConsensus(bytes(3)).build()))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void aPushBeyondTheLimitsEndsTheLink() throws Exception {
    TestPeer receiver = start(1, SMALL, 0);
    List<Push> bad =
        List.of(
            Push.newBuilder().setConsensus(bytes(10_001)).build(),
            Push.newBuilder().setConsensus(bytes(0)).build(),
            Push.getDefaultInstance(),
            Push.newBuilder()
                .setTransactions(Transactions.newBuilder().addTransaction(bytes(1_001)))
                .build(),
            Push.newBuilder().setTransactions(Transactions.getDefaultInstance()).build(),
            Push.newBuilder()
                .setBlock(NewBlock.newBuilder().setHash(bytes(32)).setBlock(bytes(2_001)))
                .build(),
            Push.newBuilder().setBlock(NewBlock.newBuilder().setHash(bytes(31))).build(),
            Push.newBuilder().setConsensusOffer(ConsensusHashes.getDefaultInstance()).build(),
            Push.newBuilder()
                .setConsensusRequest(ConsensusHashes.newBuilder().addHash(bytes(31)))
                .build());
    for (Push push : bad) {
      assertThat(push(nodes.get(0), 1, push)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(push(nodes.get(0), 1, Push.newBuilder().setConsensus(bytes(200_000)).build()))
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(receiver.consensus).isEmpty();
    assertThat(receiver.transactions).isEmpty();
    assertThat(receiver.blocks).isEmpty();
  }

  @Test
  void aPeerThatDoesNotReadNeverBlocksTheSender() throws Exception {
    CompletableFuture<Void> release = new CompletableFuture<>();
    List<Bytes> received = new CopyOnWriteArrayList<>();
    NetworkLimits limits = SMALL;
    Membership membership =
        Membership.of(endpoints.stream().map(PeerEndpoint::address).collect(Collectors.toSet()));
    PeerNetwork slow =
        new PeerNetwork(
            new NetworkSettings(
                TestNode.HOST,
                nodes.get(1).port(),
                limits,
                DiscoveryLimits.defaults(),
                Backoff.defaults()),
            nodes.get(1).tls(any -> true),
            membership,
            nodes.get(1).book(endpoints, membership),
            new PeerHandlers(
                (from, message) -> {
                  release.join();
                  received.add(message);
                  return new Verdict.Keep();
                },
                (from, gossip) -> List.of(),
                (from, block) -> {},
                new EmptyChain(),
                hash -> Optional.empty(),
                new NoListener()),
            InstantSource.system(),
            new Random(1));
    open.add(slow);
    slow.listen();
    slow.connect();
    TestPeer sender = start(0, limits, 0);
    connect(sender, 1);

    int count = 2_000;
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      sender.network.broadcastConsensus(
          Bytes.concatenate(Bytes.ofUnsignedInt(i), Bytes.wrap(new byte[9_000])));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    release.complete(null);

    await()
        .untilAsserted(
            () -> assertThat(received.getLast().slice(0, 4).toInt()).isEqualTo(count - 1));
    assertThat(received.size()).isLessThan(count);
  }

  @Test
  void aMessageThatPeersWouldRefuseIsNotSent() throws Exception {
    TestPeer sender = start(0, SMALL, 0);
    assertThatThrownBy(() -> sender.network.broadcastConsensus(Bytes.wrap(new byte[10_001])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ByteString bytes(int size) {
    return ByteString.copyFrom(new byte[size]);
  }

  /** Opens a raw link as a node, pushes one message, and tells how the receiver ends it. */
  private Status.Code push(TestNode from, int to, Push push) throws Exception {
    ManagedChannel channel = new PeerDialer(from.tls(any -> true)).dial(endpoints.get(to), 1 << 20);
    try {
      CompletableFuture<Status.Code> end = new CompletableFuture<>();
      StreamObserver<Push> link =
          LinkGrpc.newStub(channel)
              .open(
                  new StreamObserver<LinkClosed>() {
                    @Override
                    public void onNext(LinkClosed closed) {}

                    @Override
                    public void onError(Throwable error) {
                      end.complete(Status.fromThrowable(error).getCode());
                    }

                    @Override
                    public void onCompleted() {
                      end.complete(Status.Code.OK);
                    }
                  });
      link.onNext(push);
      return end.get(10, TimeUnit.SECONDS);
    } finally {
      channel.shutdownNow();
    }
  }
}
