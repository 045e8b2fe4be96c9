package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.api.lyceum.Sealing;
import io.lyceum.ledger.storage.Blockchain;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostDisksTest {

  /** With two of four disks lost nobody can tell what was signed, so the operator has to decide. */
  @Test
  void aChainThatLostTwoOfFourDisksWaitsUntilAnOperatorLetsOneSign(@TempDir Path directory)
      throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 4)) {
      network.startAll();
      Blockchain chain = network.node(0).chain();
      patiently().until(() -> chain.head().number() >= 2);
      for (int lost : new int[] {2, 3}) {
        network.stop(lost);
        network.wipe(lost);
      }
      network.start(2);
      network.start(3);
      for (int lost : new int[] {2, 3}) {
        Participation participation = network.node(lost).participation();
        patiently().until(() -> participation.sealing() == Sealing.ABSTAINING);
        assertThat(participation.abstainsUntil()).isPresent();
      }
      // A block that was nearly sealed may still come; then nobody can go on.
      long waiting = chain.head().number() + 1;
      patiently().during(Duration.ofSeconds(3)).until(() -> chain.head().number() <= waiting);

      network.stop(2);
      network.start(2, LostRecord.SIGN);
      patiently().until(() -> chain.head().number() >= waiting + 2);

      assertThat(network.node(2).participation().sealing()).isEqualTo(Sealing.SEALING);
      Participation other = network.node(3).participation();
      patiently().until(() -> other.sealing() == Sealing.SEALING);
      long common = waiting + 2;
      for (AuthorityNode node : network.running()) {
        patiently().until(() -> node.chain().head().number() >= common);
        assertThat(node.chain().hash(common)).isEqualTo(chain.hash(common));
      }
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(90));
  }
}
