package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.api.web3j.QbftHeader;
import io.lyceum.api.web3j.RawChain;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.ledger.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/**
 * The authorities of one network, each a process of the launcher, on loopback. Whatever one sends
 * to another goes through a proxy of this pair, so that the network can be partitioned.
 */
final class AuthorityProcesses implements AutoCloseable {

  private static final Duration CREATION = Duration.ofMinutes(3);

  private final Path directory;
  private final List<AuthorityConfig> configs = new ArrayList<>();
  private final List<LyceumProcess> processes = new ArrayList<>();
  private final TcpProxy[][] proxies;

  /** Writes the network; no process runs yet. */
  AuthorityProcesses(Path directory, int size, int portOffset)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.proxies = new TcpProxy[size][size];
    Path output = directory.resolve("create.out");
    try (LyceumProcess create =
        new LyceumProcess(
            output,
            "network",
            "create",
            directory.resolve("network").toString(),
            "--authorities=" + size,
            "--learners=0",
            "--steps=1",
            "--port-offset=" + portOffset)) {
      assertThat(create.awaitExit(CREATION)).as(create.output()).isZero();
    }
    for (int i = 0; i < size; i++) {
      configs.add(AuthorityConfig.read(file(i)));
    }
    for (int i = 0; i < size; i++) {
      routeThroughProxies(i);
    }
  }

  private void routeThroughProxies(int from) throws IOException {
    // A node that binds every interface does not tell the others a way around the proxies.
    String text =
        Files.readString(file(from))
            .replaceFirst("(\\[grpc]\\s+host = )\"[^\"]*\"", "$1\"0.0.0.0\"");
    for (int to = 0; to < size(); to++) {
      if (to != from) {
        int port = configs.get(to).grpc().port();
        proxies[from][to] = new TcpProxy(port);
        text = text.replace("port = " + port, "port = " + proxies[from][to].port());
      }
    }
    Files.writeString(file(from), text);
  }

  /** Gives a list in the configuration of an authority that has not started yet other items. */
  void configure(int index, String key, String... items) throws IOException {
    String list = "[\"" + String.join("\", \"", items) + "\"]";
    String text = Files.readString(file(index));
    String other = text.replaceFirst("(?m)^" + key + " = .*$", key + " = " + list);
    assertThat(other).isNotEqualTo(text);
    Files.writeString(file(index), other);
  }

  private Path file(int index) {
    return directory.resolve("network/authority-" + (index + 1) + "/authority.toml");
  }

  int size() {
    return configs.size();
  }

  void startAll() throws IOException {
    for (int i = 0; i < size(); i++) {
      processes.add(run(i));
    }
  }

  void restart(int index) throws IOException {
    processes.set(index, run(index));
  }

  private LyceumProcess run(int index) throws IOException {
    return new LyceumProcess(
        directory.resolve("authority-" + (index + 1) + ".out"),
        "authority",
        "run",
        "--config",
        file(index).toString());
  }

  /** {@code kill -9}. */
  void kill(int index) throws InterruptedException {
    processes.get(index).kill();
  }

  /** Deletes all that a node has but its key and its configuration. */
  void deleteData(int index) throws IOException {
    try (Stream<Path> files = Files.walk(configs.get(index).data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Cuts every wire between one side and the other. */
  void separate(List<Integer> one, List<Integer> other) {
    one.forEach(
        a ->
            other.forEach(
                b -> {
                  proxies[a][b].cut();
                  proxies[b][a].cut();
                }));
  }

  void healAll() {
    Stream.of(proxies).flatMap(Stream::of).filter(proxy -> proxy != null).forEach(TcpProxy::heal);
  }

  String url(int index) {
    return "http://127.0.0.1:" + configs.get(index).rpc().port();
  }

  String webSocketUrl(int index) {
    return "ws://127.0.0.1:" + configs.get(index).webSocket().orElseThrow().port();
  }

  String urls() {
    return String.join(",", IntStream.range(0, size()).mapToObj(this::url).toList());
  }

  /** An authority's key, whose account has coins. */
  KeyPair key(int index) {
    return NodeKeyFile.read(configs.get(index).identity().key());
  }

  RawChain chain(int index) {
    return new RawChain(new HttpService(url(index)));
  }

  long head(int index) throws IOException {
    return chain(index).head();
  }

  /** How many peers a node is connected to. */
  int peers(int index) throws IOException {
    return Web3j.build(new HttpService(url(index))).netPeerCount().send().getQuantity().intValue();
  }

  /** Whether a node's seal is on a block after one, by what itself tells. */
  boolean hasSealedAfter(int index, long block) throws Exception {
    String address = key(index).address().toString();
    RawChain chain = chain(index);
    long head = chain.head();
    for (long number = block + 1; number <= head; number++) {
      if (new QbftHeader(chain.block(number)).sealers().contains(address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (LyceumProcess process : processes) {
      process.kill();
    }
    for (TcpProxy[] row : proxies) {
      for (TcpProxy proxy : row) {
        if (proxy != null) {
          proxy.close();
        }
      }
    }
  }
}
