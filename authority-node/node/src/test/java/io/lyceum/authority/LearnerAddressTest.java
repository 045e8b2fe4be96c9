package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.genesis.NetworkGenesis;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.learner.agent.LearnerListener;
import io.lyceum.learner.agent.LearnerNode;
import io.lyceum.learner.engine.Engines;
import io.lyceum.learner.training.ComputePermits;
import io.lyceum.network.discovery.AddressBook;
import io.lyceum.network.discovery.DiscoveryLimits;
import io.lyceum.network.transport.PeerEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerAddressTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No authority's configuration says where the learner is. */
  @Test
  void authoritiesLearnFromTheLearnerWhereItServes(@TempDir Path directory) throws Exception {
    try (LocalNetwork network = new LocalNetwork(directory.resolve("network"), 1, 1);
        ComputePermits permits = new ComputePermits(1);
        LearnerNode learner =
            new LearnerNode(
                network.learnerConfig(0),
                new Engines(List.of()),
                permits,
                LearnerListener.none())) {
      network.start(0);
      assertThat(network.config(0).bootNodes()).isEmpty();
      learner.start();
      PeerEndpoint expected = new PeerEndpoint(learner.address(), "127.0.0.1", learner.grpcPort());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(bookOf(network.config(0)).endpoints()).contains(expected));
    }
  }

  /** What the running authority wrote down of its peers. */
  private static AddressBook bookOf(AuthorityConfig config) {
    return new AddressBook(
        NetworkGenesis.read(config.genesis()).start().hash(),
        List.of(),
        any -> true,
        InstantSource.system(),
        DiscoveryLimits.defaults(),
        config.data().resolve("peers"));
  }
}
