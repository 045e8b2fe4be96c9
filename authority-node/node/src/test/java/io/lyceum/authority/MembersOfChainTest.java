package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lyceum.authority.membership.ChainMembership;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.types.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersOfChainTest {

  private static final Address STRANGER = Address.fromHex("0x" + "99".repeat(20));

  @TempDir private Path directory;

  @Test
  void authoritiesAreKeptConnectedAndAdmittedLearnersAreServed() throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 3, 2);
        OpenLedger ledger = open(network.config(0).genesis())) {
      ChainMembership members = membersOf(ledger);
      assertThat(members.partners())
          .containsExactlyInAnyOrder(
              network.key(0).address(), network.key(1).address(), network.key(2).address());
      assertThat(network.learners()).hasSize(2).allMatch(members::admits);
      assertThat(members.partners()).doesNotContainAnyElementsOf(network.learners());
      assertThat(members.admits(STRANGER)).isFalse();
    }
  }

  @Test
  void onAChainOfBesusTheValidatorsAreTheMembers() throws Exception {
    Path genesis =
        Path.of(System.getProperty("lyceum.shared", ""), "vectors/besu/chain1/genesis.json");
    assumeTrue(Files.exists(genesis), "The chains that Besu wrote are not on this machine");
    try (OpenLedger ledger = open(genesis)) {
      ChainMembership members = membersOf(ledger);
      assertThat(members.partners())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              ledger.importer().validators().validatorsAfter(ledger.chain().head()))
          .allMatch(members::admits);
      assertThat(members.admits(STRANGER)).isFalse();
    }
  }

  private OpenLedger open(Path genesis) throws Exception {
    return OpenLedger.open(
        directory.resolve("chain"), GenesisFile.read(genesis), hash -> Optional.empty());
  }

  private static ChainMembership membersOf(OpenLedger ledger) {
    return ChainMembership.of(
        ledger.chain(),
        ledger.importer().validators(),
        ledger.simulator(),
        Set.of(),
        Set.of(),
        Duration.ofDays(1),
        () -> Instant.ofEpochSecond(ledger.chain().head().timestamp()));
  }
}
