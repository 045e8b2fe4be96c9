package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAuthorityTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * With three of four running, each is needed for the quorum, so blocks after the kill prove that
   * the killed one came back by itself, from its directory, and signed nothing conflicting.
   */
  @Test
  void goesOnFromItsDirectoryAfterKillMinus9(@TempDir Path directory) throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      network.start(0);
      network.start(1);
      Blockchain chain = network.node(0).chain();
      Address killed = network.key(2).address();
      for (int kills = 0; kills < 2; kills++) {
        try (ForkedAuthority authority = new ForkedAuthority(network.file(2))) {
          long before = chain.head().number();
          await().atMost(PATIENCE).until(() -> chain.head().number() >= before + 2);
          authority.kill();
        }
        BlockHeader head = chain.head();
        assertThat(CommittedSeals.signers(head)).contains(killed);
        // Without it there is no quorum; a block that was nearly sealed may still come.
        await()
            .during(Duration.ofSeconds(2))
            .atMost(PATIENCE)
            .until(() -> chain.head().number() <= head.number() + 1);
      }
      assertThat(network.node(0).equivocations().latest()).isEmpty();
      assertThat(network.node(1).equivocations().latest()).isEmpty();
      long common = Math.min(chain.head().number(), network.node(1).chain().head().number());
      assertThat(chain.hash(common)).isEqualTo(network.node(1).chain().hash(common));
    }
  }
}
