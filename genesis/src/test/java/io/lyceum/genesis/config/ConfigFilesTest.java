package io.lyceum.genesis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFilesTest {

  @TempDir Path network;
  private Path file;

  @BeforeEach
  void makeDirectory() throws IOException {
    file = Files.createDirectory(network.resolve("node-1")).resolve("node.toml");
  }

  @Test
  void anAuthorityReadsBackWhatWasWritten() throws IOException {
    AuthorityConfig config = authority();
    Files.writeString(file, config.toToml(file));
    assertThat(AuthorityConfig.read(file)).isEqualTo(config);
  }

  @Test
  void aLearnerReadsBackWhatWasWrittenWithAndWithoutACheat() throws IOException {
    LearnerConfig honest = learner();
    Files.writeString(file, honest.toToml(file));
    assertThat(Files.readString(file)).doesNotContain("cheat");
    assertThat(LearnerConfig.read(file)).isEqualTo(honest);

    LearnerConfig cheater = honest.cheating(Cheat.TAMPER);
    Files.writeString(file, cheater.toToml(file));
    assertThat(LearnerConfig.read(file)).isEqualTo(cheater);
  }

  @Test
  void aNetworkMovesWithItsDirectory() throws IOException {
    Files.writeString(file, authority().toToml(file));
    Path moved = network.resolve("elsewhere");
    Files.createDirectory(moved);
    Files.move(file.getParent(), moved.resolve("node-1"));
    assertThat(AuthorityConfig.read(moved.resolve("node-1/node.toml")).genesis())
        .isEqualTo(moved.resolve("genesis.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          genesis = "../genesis.json" | colour = "red"           | key 'colour' is unknown.
          data = "data"               | ''                       | key 'data' is missing.
          data = "data"               | data = 3                 | key 'data' must be a string that is not empty.
          port = 8545                 | port = "8545"            | key 'rpc.port' must be an integer from 0 to 65535.
          port = 8545                 | port = 70000             | key 'rpc.port' must be an integer from 0 to 65535.
          port = 8545                 | port = 30400             | key 'rpc.port' is the port of another server of this node.
          port = 30410                | port = 0                 | key 'boot-nodes[0].port' must be an integer from 1 to 65535.
          port = 30410                | post = 1                 | key 'boot-nodes[0].port' is missing.
          [rpc]                       | [rcp]                    | key 'rpc' is missing.
          port = 8546                 | port = 8545              | key 'websocket.port' is the port of another server of this node.
          call-seconds = 5            | call-seconds = 0         | key 'rpc-access.call-seconds' must be an integer from 1 to 2147483647.
          unlocked = []               | unlocked = "key"         | key 'rpc-access.unlocked' must be a list of strings.
          permitted = [               | permitted = ["0x12",     | key 'permitted' must hold addresses, 0x and 40 hexadecimal digits.
          0x3333333333333333333333333333333333333333 | 0x2222222222222222222222222222222222222222 | key 'boot-nodes' names 0x2222222222222222222222222222222222222222 twice.
          "node.example"              | "node example"           | key 'grpc.advertised-host' must be a host name or an IP address.
          0x2222                      | 0xzz22                   | key 'boot-nodes[0].address' must be an address, 0x and 40 hexadecimal digits.
          ["nd4j-cpu-avx2-1"]         | "exact-1"                | key 'engine-classes' must be a list of strings.
          ["nd4j-cpu-avx2-1"]         | ["exact-1", "exact-1"]   | key 'engine-classes' names exact-1 twice.
          threads = 3                 | threads = 0              | key 'exact-1.threads' must be an integer from 1 to 1024.
          recompute = true            | recompute = 1            | key 'exact-1.recompute' must be true or false.
          """)
  void whatIsWrongIsNamedInOneSentence(String from, String to, String sentence) throws IOException {
    String text = authority().toToml(file);
    assertThat(text).contains(from);
    Files.writeString(
        file, from.startsWith("genesis") ? to + "\n" + text : text.replaceFirst(quoted(from), to));
    assertThatThrownBy(() -> AuthorityConfig.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ": " + sentence);
  }

  @Test
  void anAuthorityWithoutATableForMetricsServesNone() throws IOException {
    String text = authority().toToml(file);
    Files.writeString(file, text.replaceFirst("(?s)\\[metrics\\].*?\n\n", "\n"));
    assertThat(AuthorityConfig.read(file).metrics()).isEmpty();
  }

  @Test
  void whatIsNotTomlIsNamedWithItsLine() throws IOException {
    Files.writeString(file, "data = \"a\"\nthis is no TOML\n");
    assertThatThrownBy(() -> LearnerConfig.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + ": line 2 is not valid TOML (")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = network.resolve("none.toml");
    assertThatThrownBy(() -> LearnerConfig.read(missing))
        .hasMessage(missing + ": there is no such file.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/", "http//a"})
  void anRpcAddressMustBeHttp(String url) throws IOException {
    Files.writeString(file, learner().toToml(file).replace("http://127.0.0.1:8545", url));
    assertThatThrownBy(() -> LearnerConfig.read(file))
        .hasMessage(file + ": key 'rpc-urls' must hold http or https URLs.");
  }

  @ParameterizedTest
  @CsvSource({
    "other-hash, key 'genesis-hash' is missing.",
    "genesis-hash = '0x5a' #, 'key ''genesis-hash'' must be a hash, 0x and 64 hexadecimal digits.'"
  })
  void aLearnerMustKnowItsNetwork(String instead, String sentence) throws IOException {
    Files.writeString(file, learner().toToml(file).replace("genesis-hash", instead));
    assertThatThrownBy(() -> LearnerConfig.read(file)).hasMessage(file + ": " + sentence);
  }

  @Test
  void anUnknownWayToCheatIsRefused() throws IOException {
    Files.writeString(file, "cheat = \"copy\"\n" + learner().toToml(file));
    assertThatThrownBy(() -> LearnerConfig.read(file))
        .hasMessage(file + ": key 'cheat' must be one of skip, tamper.");
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private AuthorityConfig authority() {
    Path directory = file.getParent();
    return new AuthorityConfig(
        network.resolve("genesis.json"),
        directory.resolve("data"),
        IdentityFiles.in(directory),
        new ListenAddress("127.0.0.1", 8545),
        Optional.of(new ListenAddress("127.0.0.1", 8546)),
        RpcAccess.LOOPBACK,
        new GrpcAddress("0.0.0.0", 30400, Optional.of("node.example")),
        Optional.of(new ListenAddress("127.0.0.1", 9545)),
        List.of("nd4j-cpu-avx2-1"),
        new ExactSettings(3, true),
        Optional.of(Path.of("/some where/\"a\" text.txt")),
        List.of(peer("22", 30410), peer("33", 30420)),
        List.of(Address.fromHex("0x" + "44".repeat(20))));
  }

  private LearnerConfig learner() {
    Path directory = file.getParent();
    return new LearnerConfig(
        directory.resolve("data"),
        Bytes32.fromHexString("0x" + "5a".repeat(32)),
        IdentityFiles.in(directory),
        List.of(URI.create("http://127.0.0.1:8545"), URI.create("https://node.example/rpc")),
        Optional.of(directory.resolve("jwt.hex")),
        GrpcAddress.at("127.0.0.1", 30440),
        List.of("nd4j-cpu-avx2-1"),
        new ExactSettings(3, true),
        Optional.empty(),
        List.of(peer("22", 30410)),
        Optional.empty());
  }

  private static PeerEntry peer(String digits, int port) {
    return new PeerEntry(Address.fromHex("0x" + digits.repeat(20)), "127.0.0.1", port);
  }
}
