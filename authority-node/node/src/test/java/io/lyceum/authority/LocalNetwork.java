package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.authority.learning.VerificationLog;
import io.lyceum.genesis.FirstJob;
import io.lyceum.genesis.JoiningNode;
import io.lyceum.genesis.NetworkDirectory;
import io.lyceum.genesis.NetworkGenesis;
import io.lyceum.genesis.NetworkPlan;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.NodePorts;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.GrpcAddress;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Authorities of one network in this process, on free ports of loopback. */
final class LocalNetwork implements AutoCloseable {

  private final ComputePermits permits = new ComputePermits(1);
  private final List<Path> files;
  private final List<LearnerConfig> learners;
  private final List<AuthorityConfig> configs = new ArrayList<>();
  private final List<Optional<AuthorityNode>> nodes = new ArrayList<>();

  LocalNetwork(Path directory, int size) throws IOException {
    this(directory, size, 0);
  }

  /** The same with learners, which are admitted in genesis and never run. */
  LocalNetwork(Path directory, int size, int learnerCount) throws IOException {
    NetworkPlan plan =
        NetworkPlan.local(
            freePorts(size), freePorts(learnerCount), EngineClass.ids(), Optional.empty());
    NetworkDirectory network =
        NetworkDirectory.create(directory, plan, job(), new SecureRandom(), Instant.now());
    files = new ArrayList<>(network.authorities());
    learners = network.learners().stream().map(LearnerConfig::read).toList();
    for (Path file : files) {
      configs.add(AuthorityConfig.read(file));
      nodes.add(Optional.empty());
    }
  }

  /**
   * Lets each node know only some of the others, and tell nobody where it is, so that nobody else
   * can find it; before any of them starts.
   *
   * @param neighbours of a node, by index
   */
  void connectOnly(IntFunction<Set<Integer>> neighbours) {
    for (int i = 0; i < configs.size(); i++) {
      AuthorityConfig known = configs.get(i);
      List<PeerEntry> reached =
          new TreeSet<>(neighbours.apply(i))
              .stream()
                  .map(
                      other ->
                          new PeerEntry(
                              key(other).address(), "127.0.0.1", configs.get(other).grpc().port()))
                  .toList();
      configs.set(
          i,
          new AuthorityConfig(
              known.genesis(),
              known.data(),
              known.identity(),
              known.rpc(),
              known.webSocket(),
              known.access(),
              GrpcAddress.at("0.0.0.0", known.grpc().port()),
              known.metrics(),
              known.engineClasses(),
              known.exact(),
              known.corpus(),
              reached,
              reached.stream().map(PeerEntry::address).toList()));
    }
  }

  /**
   * Writes the files of one more authority, which knows the first one only; nobody has admitted it.
   *
   * @return its index
   */
  int join(Path directory) throws IOException {
    AuthorityConfig first = configs.getFirst();
    JoiningNode joining =
        new JoiningNode(
            NetworkGenesis.read(first.genesis()),
            first.grpc().host(),
            freePorts(1).getFirst(),
            List.of(new PeerEntry(key(0).address(), first.grpc().host(), first.grpc().port())),
            first.engineClasses());
    Path file = joining.writeAuthority(directory, new SecureRandom(), Instant.now()).config();
    files.add(file);
    configs.add(AuthorityConfig.read(file));
    nodes.add(Optional.empty());
    return nodes.size() - 1;
  }

  /** Puts transitions into the genesis files of all, before any of them starts. */
  void schedule(String transitions) throws IOException {
    for (Path genesis : configs.stream().map(AuthorityConfig::genesis).distinct().toList()) {
      String json = Files.readString(genesis);
      String key = "\"qbft\"";
      assertThat(json).containsOnlyOnce(key);
      Files.writeString(
          genesis, json.replace(key, "\"transitions\": {\"qbft\": " + transitions + "}, " + key));
    }
  }

  Path file(int index) {
    return files.get(index);
  }

  AuthorityConfig config(int index) {
    return configs.get(index);
  }

  KeyPair key(int index) {
    return NodeKeyFile.read(configs.get(index).identity().key());
  }

  LearnerConfig learnerConfig(int index) {
    return learners.get(index);
  }

  List<Address> learners() {
    return learners.stream()
        .map(learner -> NodeKeyFile.read(learner.identity().key()).address())
        .toList();
  }

  AuthorityNode node(int index) {
    return nodes.get(index).orElseThrow();
  }

  List<AuthorityNode> running() {
    return nodes.stream().flatMap(Optional::stream).toList();
  }

  void start(int index) throws IOException {
    start(index, LostRecord.ABSTAIN);
  }

  void start(int index, LostRecord lost) throws IOException {
    AuthorityNode node =
        new AuthorityNode(
            configs.get(index),
            new Engines(List.of()),
            permits,
            new VerificationLog(),
            lost,
            Clock.systemUTC(),
            new SplittableRandom(index));
    node.start();
    nodes.set(index, Optional.of(node));
  }

  void startAll() throws IOException {
    for (int i = 0; i < configs.size(); i++) {
      start(i);
    }
  }

  void stop(int index) {
    node(index).close();
    nodes.set(index, Optional.empty());
  }

  /** Deletes all that a stopped node has on its disk but its configuration. */
  void wipe(int index) throws IOException {
    try (Stream<Path> files = Files.walk(configs.get(index).data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    running().forEach(AuthorityNode::close);
    permits.close();
  }

  private static List<NodePorts> freePorts(int nodes) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<NodePorts> ports = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        ports.add(new NodePorts(hold(held), hold(held), hold(held), hold(held)));
      }
      return ports;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static int hold(List<ServerSocket> held) throws IOException {
    ServerSocket socket = new ServerSocket(0);
    held.add(socket);
    return socket.getLocalPort();
  }

  /** A job whose roots are of nothing: nobody trains here. */
  private static FirstJob job() {
    UInt256 pol = UInt256.valueOf(10).pow(18);
    return new FirstJob(
        utf8("{\"layers\":1}"),
        utf8("Be kind."),
        utf8("{\"batch\":4}"),
        Bytes32.repeat((byte) 1),
        Bytes32.repeat((byte) 2),
        5_545_000_000L,
        Bytes32.repeat((byte) 3),
        Bytes32.repeat((byte) 4),
        "nd4j-cpu-avx2-1",
        0,
        8,
        5,
        2,
        1_000_000,
        pol.multiply(10),
        pol,
        3,
        10,
        600,
        120);
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
