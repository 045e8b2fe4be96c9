package io.lyceum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.AddressRecord;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.transport.PeerDialer;
import io.lyceum.network.transport.PeerEndpoint;
import io.lyceum.network.wire.AddressRecords;
import io.lyceum.network.wire.DiscoveryGrpc;
import io.lyceum.network.wire.LinkClosed;
import io.lyceum.network.wire.LinkGrpc;
import io.lyceum.network.wire.Push;
import io.lyceum.network.wire.SignedAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes over TLS on loopback that know one other at first. */
class DiscoveryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DiscoveryLimits LIMITS = DiscoveryLimits.defaults();

  @TempDir private Path directory;
  private final Set<Address> members = ConcurrentHashMap.newKeySet();
  private final Set<Address> admitted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger consensusMessages = new AtomicInteger();
  private final TestNode boot = member(1);
  private final TestNode second = member(2);
  private final TestNode third = member(3);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @Test
  void nodesThatKnowOnlyOneOtherAreFullyConnected() throws Exception {
    List<PeerNetwork> networks = startThree();
    await().atMost(PATIENCE).until(() -> networks.stream().allMatch(n -> connected(n).size() == 2));
  }

  @Test
  void aNodeThatMovedIsReachedAgainAlsoByThoseThatRememberItFromAFile() throws Exception {
    List<PeerNetwork> networks = startThree();
    await().atMost(PATIENCE).until(() -> networks.stream().allMatch(n -> connected(n).size() == 2));
    networks.get(2).close();
    await().atMost(PATIENCE).until(() -> connected(networks.get(1)).size() == 1);

    TestNode moved = new TestNode(third.key(), third.certificate(), member(3).port());
    PeerNetwork again = start(moved, List.of());
    await().atMost(PATIENCE).until(() -> connected(again).size() == 2);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                networks.get(1).peers().stream()
                    .anyMatch(
                        peer -> peer.connected() && peer.endpoint().equals(moved.endpoint())));
  }

  @Test
  void whoIsNoMemberAnyMoreIsCutOffAndWhoBecomesOneIsConnected() throws Exception {
    members.remove(third.address());
    List<PeerNetwork> networks = startThree();
    await().atMost(PATIENCE).until(() -> connected(networks.get(0)).size() == 1);
    assertThat(connected(networks.get(2))).isEmpty();

    members.add(third.address());
    await().atMost(PATIENCE).until(() -> networks.stream().allMatch(n -> connected(n).size() == 2));

    members.remove(second.address());
    await().atMost(PATIENCE).until(() -> connected(networks.get(0)).size() == 1);
    await().atMost(PATIENCE).until(() -> connected(networks.get(1)).isEmpty());
    assertThat(connected(networks.get(2))).containsExactly(boot.address());
  }

  @Test
  void aLinkThatIsOpenTakesNoPushesOfOneWhoIsNoPartnerAnyMore() throws Exception {
    admitted.add(second.address());
    PeerNetwork network = start(boot, List.of(second.endpoint()));
    await().atMost(PATIENCE).until(() -> !network.peers().isEmpty());
    ManagedChannel channel = new PeerDialer(second.tls(any -> true)).dial(boot.endpoint(), 1 << 20);
    open.add(channel::shutdownNow);
    CompletableFuture<Status.Code> end = new CompletableFuture<>();
    StreamObserver<Push> link = LinkGrpc.newStub(channel).open(new LinkEnd(end));
    Push push = Push.newBuilder().setConsensus(ByteString.copyFrom(new byte[1])).build();
    link.onNext(push);
    await().atMost(PATIENCE).until(() -> consensusMessages.get() == 1);

    members.remove(second.address());
    await().atMost(PATIENCE).until(() -> network.peers().isEmpty());
    link.onNext(push);
    assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(consensusMessages).hasValue(1);
  }

  private record LinkEnd(CompletableFuture<Status.Code> end) implements StreamObserver<LinkClosed> {

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
  }

  @Test
  void liesFloodsAndReplaysHurtNobody() throws Exception {
    List<PeerNetwork> networks = startThree();
    await().atMost(PATIENCE).until(() -> networks.stream().allMatch(n -> connected(n).size() == 2));
    TestNode liar = member(4);
    KeyPair stranger = KeyPair.of(Bytes32.wrap(UInt256.valueOf(99)));
    SignedAddress honest =
        signed(
            AddressRecord.sign(
                second.key(), TestNode.NETWORK, TestNode.HOST, 1, System.currentTimeMillis()));

    AddressRecords lie =
        AddressRecords.newBuilder()
            .addRecord(honest.toBuilder().setPort(2).setSequence(honest.getSequence() + 60_000))
            .build();
    AddressRecords replay =
        AddressRecords.newBuilder()
            .addRecord(
                signed(AddressRecord.sign(second.key(), TestNode.NETWORK, TestNode.HOST, 1, 1_000)))
            .build();
    AddressRecords strange =
        AddressRecords.newBuilder()
            .addRecord(
                signed(
                    AddressRecord.sign(
                        stranger, TestNode.NETWORK, TestNode.HOST, 1, System.currentTimeMillis())))
            .build();
    AddressRecords tooMany =
        AddressRecords.newBuilder()
            .addAllRecord(Collections.nCopies(LIMITS.records() + 1, honest))
            .build();
    AddressRecords huge =
        AddressRecords.newBuilder()
            .addAllRecord(Collections.nCopies(100_000, SignedAddress.getDefaultInstance()))
            .build();
    AddressRecords malformed =
        AddressRecords.newBuilder()
            .addRecord(SignedAddress.newBuilder().setNode(ByteString.copyFrom(new byte[19])))
            .build();

    ManagedChannel channel = new PeerDialer(liar.tls(any -> true)).dial(boot.endpoint(), 1 << 20);
    try {
      assertThat(exchange(channel, lie)).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(exchange(channel, tooMany)).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(exchange(channel, huge)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(exchange(channel, malformed)).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(exchange(channel, replay)).isEqualTo(Status.Code.OK);
      assertThat(exchange(channel, strange)).isEqualTo(Status.Code.OK);
      List<Status.Code> flood = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        flood.add(exchange(channel, strange));
      }
      assertThat(flood).contains(Status.Code.RESOURCE_EXHAUSTED);
    } finally {
      channel.shutdownNow();
    }
    assertThat(networks.get(0).peers())
        .allSatisfy(peer -> assertThat(peer.connected()).isTrue())
        .extracting(PeerInfo::endpoint)
        .containsExactlyInAnyOrder(second.endpoint(), third.endpoint());
  }

  private List<PeerNetwork> startThree() throws Exception {
    return List.of(
        start(boot, List.of()),
        start(second, List.of(boot.endpoint())),
        start(third, List.of(boot.endpoint())));
  }

  private PeerNetwork start(TestNode node, List<PeerEndpoint> known) throws Exception {
    Membership membership =
        new Membership() {
          @Override
          public Set<Address> partners() {
            return members;
          }

          @Override
          public boolean admits(Address other) {
            return members.contains(other) || admitted.contains(other);
          }
        };
    AddressBook book =
        new AddressBook(
            TestNode.NETWORK,
            known,
            membership,
            InstantSource.system(),
            LIMITS,
            directory.resolve(node.address().toString()));
    PeerNetwork network =
        new PeerNetwork(
            new NetworkSettings(
                TestNode.HOST,
                node.port(),
                NetworkLimits.defaults(),
                LIMITS,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.5)),
            node.tls(membership),
            membership,
            book,
            new PeerHandlers(
                (from, message) -> {
                  consensusMessages.incrementAndGet();
                  return new ConsensusHandler.Verdict.Keep();
                },
                (from, gossip) -> List.of(),
                (from, block) -> {},
                new EmptyChain(),
                hash -> Optional.empty(),
                new NoListener()),
            InstantSource.system(),
            RandomGenerator.getDefault());
    open.add(network);
    network.listen();
    book.announce(node.key(), TestNode.HOST, network.port());
    network.connect();
    return network;
  }

  private static List<Address> connected(PeerNetwork network) {
    return network.peers().stream()
        .filter(PeerInfo::connected)
        .map(peer -> peer.endpoint().address())
        .toList();
  }

  private TestNode member(int secret) {
    TestNode node = TestNode.create(secret);
    members.add(node.address());
    return node;
  }

  private static SignedAddress signed(AddressRecord record) {
    return SignedAddress.newBuilder()
        .setNode(ByteString.copyFrom(record.node().bytes().toArrayUnsafe()))
        .setHost(record.endpoint().host())
        .setPort(record.endpoint().port())
        .setSequence(record.sequence())
        .setSignature(ByteString.copyFrom(record.signature().encoded().toArrayUnsafe()))
        .build();
  }

  private static Status.Code exchange(ManagedChannel channel, AddressRecords told) {
    try {
      DiscoveryGrpc.newBlockingStub(channel).exchange(told);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }
}
