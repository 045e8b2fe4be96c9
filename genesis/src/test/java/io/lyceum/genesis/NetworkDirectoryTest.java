package io.lyceum.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.contracts.Predeployed;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.ConfigException;
import io.lyceum.genesis.config.IdentityFiles;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.genesis.config.RpcAccess;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.tls.NodeCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkDirectoryTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  @TempDir Path temporary;

  @Test
  void everyNodeFindsItselfAndTheOthers() throws IOException {
    NetworkDirectory network = create(temporary.resolve("net"), Optional.empty());
    List<AuthorityConfig> authorities =
        network.authorities().stream().map(AuthorityConfig::read).toList();
    List<LearnerConfig> learners = network.learners().stream().map(LearnerConfig::read).toList();
    assertThat(authorities).hasSize(4);
    assertThat(learners).hasSize(2);

    List<Address> members = authorities.stream().map(config -> address(config.identity())).toList();
    for (AuthorityConfig config : authorities) {
      assertThat(config.bootNodes())
          .extracting(PeerEntry::address)
          .hasSize(3)
          .doesNotContain(address(config.identity()))
          .isSubsetOf(members);
      assertThat(config.permitted()).isEmpty();
      assertThat(config.access()).isEqualTo(RpcAccess.LOOPBACK);
      assertThat(config.grpc().reachableHost()).contains("127.0.0.1");
      assertThat(config.genesis()).isEqualTo(network.genesis());
      assertThat(config.corpus()).isEmpty();
    }
    for (LearnerConfig config : learners) {
      assertThat(config.bootNodes()).extracting(PeerEntry::address).isEqualTo(members);
      assertThat(config.cheat()).isEmpty();
      assertThat(config.rpc())
          .containsExactly(
              URI.create("http://127.0.0.1:8545"),
              URI.create("http://127.0.0.1:8555"),
              URI.create("http://127.0.0.1:8565"),
              URI.create("http://127.0.0.1:8575"));
    }
    assertThat(learners).extracting(config -> config.grpc().port()).containsExactly(30440, 30450);
  }

  @Test
  void theGenesisFileBelongsToTheseAuthorities() throws IOException {
    NetworkDirectory network = create(temporary.resolve("net"), Optional.empty());
    Genesis genesis = GenesisFile.read(network.genesis());
    assertThat(genesis.header().timestamp()).isEqualTo(NOW.getEpochSecond());
    assertThat(genesis.allocation())
        .containsKey(Address.fromHex(Predeployed.PROOF_OF_LEARNING.address()));
    network
        .authorities()
        .forEach(
            file ->
                assertThat(genesis.allocation())
                    .containsKey(address(AuthorityConfig.read(file).identity())));
  }

  @Test
  void secretsAreTheirOwnersOnly() throws IOException {
    NetworkDirectory network = create(temporary.resolve("net"), Optional.empty());
    IdentityFiles files = AuthorityConfig.read(network.authorities().getFirst()).identity();
    for (Path secret : List.of(files.key(), files.certificateKey())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aCorpusIsCopiedSoThatItsNodesAgreeOnIt() throws IOException {
    Path text = Files.writeString(temporary.resolve("mine.txt"), "Words.");
    NetworkDirectory network = create(temporary.resolve("net"), Optional.of(text));
    Path copy = AuthorityConfig.read(network.authorities().getFirst()).corpus().orElseThrow();
    assertThat(copy).isNotEqualTo(text).hasSameTextualContentAs(text);
    assertThat(LearnerConfig.read(network.learners().getFirst()).corpus()).contains(copy);
  }

  @Test
  void anOperatorGetsAFundedAccountAndAllMethods() throws IOException {
    NetworkPlan plan =
        NetworkPlan.local(ports(0, 1), List.of(), List.of("exact-1"), Optional.empty());
    SecureRandom random = new SecureRandom();
    RpcAccess access =
        AuthorityConfig.read(
                NetworkDirectory.create(
                        temporary.resolve("net"), plan.withOperator(), TestJobs.job(), random, NOW)
                    .authorities()
                    .getFirst())
            .access();
    assertThat(access.namespaces()).containsExactly(RpcAccess.ANY);
    assertThat(access.hosts()).doesNotContain(RpcAccess.ANY);
    Address operator = NodeKeyFile.read(access.unlocked().getFirst()).address();
    assertThat(temporary.resolve("net").resolve("genesis.json"))
        .content()
        .contains(operator.bytes().toUnprefixedHexString());
  }

  @Test
  void aDirectoryWithSomethingInItIsRefusedAndLeftAlone() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("net"));
    Path kept = Files.writeString(directory.resolve("kept"), "old");
    assertThatThrownBy(() -> create(directory, Optional.empty()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(directory + ": the directory is not empty.");
    assertThat(directory).isDirectoryContaining(kept::equals);
    assertThat(directory.toFile().list()).hasSize(1);
  }

  private static NetworkDirectory create(Path directory, Optional<Path> corpus) throws IOException {
    NetworkPlan plan = NetworkPlan.local(ports(0, 4), ports(4, 6), List.of("exact-1"), corpus);
    return NetworkDirectory.create(directory, plan, TestJobs.job(), new SecureRandom(), NOW);
  }

  private static List<NodePorts> ports(int from, int to) {
    return IntStream.range(from, to).mapToObj(NodePorts::customary).toList();
  }

  /** The address of a node, by its key and by its certificate. */
  private static Address address(IdentityFiles files) {
    try {
      Address address = NodeKeyFile.read(files.key()).address();
      assertThat(NodeCertificate.read(files.certificate(), files.certificateKey()).address())
          .isEqualTo(address);
      return address;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
