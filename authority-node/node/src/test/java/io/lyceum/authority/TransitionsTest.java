package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.contracts.Predeployed;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authorities live through changes of their chain's consensus without being started again. */
class TransitionsTest {

  private static final Address BENEFICIARY =
      Address.fromHex("0x00000000000000000000000000000000000000be");
  private static final long LAST = 7;

  @TempDir private Path directory;

  @Test
  void runningAuthoritiesFollowPeriodModeValidatorsAndRewards() throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      List<Address> all =
          Stream.of(0, 1, 2, 3).map(index -> network.key(index).address()).sorted().toList();
      List<Address> three = all.subList(0, 3);
      network.schedule(
          """
          [{"block": 2, "blockperiodseconds": 2},
           {"block": 3, "validatorselectionmode": "blockheader",
            "validators": ["%s", "%s", "%s"], "blockreward": "0x10", "miningbeneficiary": "%s"},
           {"block": 5, "validatorselectionmode": "contract",
            "validatorcontractaddress": "%s", "blockreward": "0"},
           {"block": 6, "blockperiodseconds": 1, "emptyblockperiodseconds": 3}]
          """
              .formatted(
                  three.get(0),
                  three.get(1),
                  three.get(2),
                  BENEFICIARY,
                  Predeployed.AUTHORITY_REGISTRY.address()));
      network.startAll();
      await()
          .atMost(Duration.ofSeconds(120))
          .until(
              () ->
                  network.running().stream()
                      .allMatch(node -> node.chain().head().number() >= LAST));

      for (AuthorityNode node : network.running()) {
        assertThat(node.chain().hash(LAST)).isEqualTo(network.node(0).chain().hash(LAST));
      }
      Blockchain chain = network.node(0).chain();
      for (long number = 1; number <= LAST; number++) {
        BlockHeader header = chain.header(number).orElseThrow();
        boolean byVotes = number == 3 || number == 4;
        assertThat(header.qbft().validators()).isEqualTo(byVotes ? three : List.of());
        assertThat(byVotes ? three : all).containsAll(CommittedSeals.signers(header));
        assertThat(CommittedSeals.signers(header)).hasSize(byVotes ? 2 : 3);
        long least = number == 1 ? 1 : number < 6 ? 2 : 3;
        long parent = chain.header(number - 1).orElseThrow().timestamp();
        assertThat(header.timestamp() - parent)
            .as("before %d", number)
            .isGreaterThanOrEqualTo(least);
      }
      assertThat(chain.headState().account(BENEFICIARY).map(AccountState::balance))
          .contains(UInt256.valueOf(32));
    }
  }
}
