package io.lyceum.genesis;

import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.ExactSettings;
import io.lyceum.genesis.config.GrpcAddress;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.genesis.config.RpcAccess;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Draws the keys of a new network and writes its directory. */
final class NetworkDirectoryWriter {

  private static final UInt256 POL = UInt256.valueOf(10).pow(18);
  private static final UInt256 BALANCE = POL.multiply(1_000);
  private static final UInt256 AUTHORITY_BOND = POL.multiply(100);
  private static final UInt256 REWARD_POOL = POL.multiply(1_000_000);
  // A learner that loses a bond can still go on for a while.
  private static final long BONDS_DEPOSITED = 10;

  private static final int BLOCK_PERIOD_SECONDS = 1;
  private static final int REQUEST_TIMEOUT_SECONDS = 2;
  // 5,700 transfers of coin, or 3,400 of a token.
  private static final long GAS_LIMIT = 120_000_000;

  private record Member(Path directory, KeyPair key, NodePorts ports) {

    Address address() {
      return key.address();
    }
  }

  private final Path root;
  private final NetworkPlan plan;
  private final FirstJob job;
  private final SecureRandom random;
  private final Instant now;
  private final List<Member> authorities;
  private final List<Member> learners;
  private final Optional<KeyPair> operator;

  NetworkDirectoryWriter(
      Path directory, NetworkPlan plan, FirstJob job, SecureRandom random, Instant now) {
    this.root = directory.toAbsolutePath().normalize();
    this.plan = plan;
    this.job = job;
    this.random = random;
    this.now = now;
    this.authorities = draw("authority", plan.authorities());
    this.learners = draw("learner", plan.learners());
    this.operator = plan.operator() ? Optional.of(NodeKeyFile.draw(random)) : Optional.empty();
  }

  private List<Member> draw(String kind, List<NodePorts> ports) {
    List<Member> members = new ArrayList<>();
    for (NodePorts nodePorts : ports) {
      Path directory = root.resolve(kind + "-" + (members.size() + 1));
      members.add(new Member(directory, NodeKeyFile.draw(random), nodePorts));
    }
    return members;
  }

  NetworkDirectory write() throws IOException {
    String json = definition().toGenesisJson();
    Files.createDirectories(root);
    Path genesis = Files.writeString(root.resolve("genesis.json"), json);
    Optional<Path> corpus = Optional.empty();
    if (plan.corpus().isPresent()) {
      corpus = Optional.of(Files.copy(plan.corpus().get(), root.resolve("corpus.txt")));
    }
    if (operator.isPresent()) {
      Files.createDirectory(operatorKey().getParent());
      NodeKeyFile.write(operatorKey(), operator.get());
    }
    List<Path> authorityFiles = new ArrayList<>();
    for (Member member : authorities) {
      authorityFiles.add(writeAuthority(member, genesis, corpus));
    }
    Bytes32 genesisHash = NetworkGenesis.read(genesis).start().hash();
    List<Path> learnerFiles = new ArrayList<>();
    for (Member member : learners) {
      learnerFiles.add(writeLearner(member, genesisHash, corpus));
    }
    return new NetworkDirectory(genesis, authorityFiles, learnerFiles);
  }

  private NetworkDefinition definition() {
    TreeMap<Address, UInt256> balances = new TreeMap<>();
    Stream.concat(authorities.stream(), learners.stream())
        .forEach(member -> balances.put(member.address(), BALANCE));
    operator.ifPresent(key -> balances.put(key.address(), BALANCE));
    return new NetworkDefinition(
        plan.chainId(),
        now.getEpochSecond(),
        BLOCK_PERIOD_SECONDS,
        REQUEST_TIMEOUT_SECONDS,
        GAS_LIMIT,
        authorities.stream().map(Member::address).toList(),
        learners.stream().map(Member::address).toList(),
        balances,
        AUTHORITY_BOND,
        job.bond().multiply(BONDS_DEPOSITED),
        REWARD_POOL,
        job);
  }

  private RpcAccess access(ListenAddress rpc) {
    RpcAccess ordinary = RpcAccess.boundTo(rpc);
    return operator.isPresent() ? ordinary.forOperator(operatorKey()) : ordinary;
  }

  private Path operatorKey() {
    return root.resolve("operator").resolve("key");
  }

  private Path writeAuthority(Member member, Path genesis, Optional<Path> corpus)
      throws IOException {
    ListenAddress rpc = new ListenAddress(plan.rpcHost(), member.ports().rpc());
    AuthorityConfig config =
        new AuthorityConfig(
            genesis,
            member.directory().resolve("data"),
            NodeIdentity.write(member.directory(), member.key(), random, now),
            rpc,
            Optional.of(new ListenAddress(plan.rpcHost(), member.ports().webSocket())),
            access(rpc),
            grpc(member),
            Optional.of(new ListenAddress(plan.rpcHost(), member.ports().metrics())),
            plan.engineClasses(),
            ExactSettings.DEFAULT,
            corpus,
            bootNodes().filter(peer -> !peer.address().equals(member.address())).toList(),
            List.of());
    Path file = member.directory().resolve("authority.toml");
    return Files.writeString(file, config.toToml(file));
  }

  private Path writeLearner(Member member, Bytes32 genesisHash, Optional<Path> corpus)
      throws IOException {
    LearnerConfig config =
        new LearnerConfig(
            member.directory().resolve("data"),
            genesisHash,
            NodeIdentity.write(member.directory(), member.key(), random, now),
            authorities.stream()
                .map(
                    authority ->
                        URI.create("http://" + plan.host() + ":" + authority.ports().rpc()))
                .toList(),
            Optional.empty(),
            grpc(member),
            plan.engineClasses(),
            ExactSettings.DEFAULT,
            corpus,
            bootNodes().toList(),
            Optional.empty());
    Path file = member.directory().resolve("learner.toml");
    return Files.writeString(file, config.toToml(file));
  }

  private GrpcAddress grpc(Member member) {
    Optional<String> advertised =
        Optional.of(plan.host()).filter(host -> !host.equals(plan.bindHost()));
    return new GrpcAddress(plan.bindHost(), member.ports().grpc(), advertised);
  }

  private Stream<PeerEntry> bootNodes() {
    return authorities.stream()
        .map(member -> new PeerEntry(member.address(), plan.host(), member.ports().grpc()));
  }
}
