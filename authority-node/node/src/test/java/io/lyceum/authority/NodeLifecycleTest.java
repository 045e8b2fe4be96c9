package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.api.lyceum.NodeState;
import org.junit.jupiter.api.Test;

class NodeLifecycleTest {

  @Test
  void aNewNodeComesFromGenesisOverBootAndSyncingToReady() {
    NodeLifecycle node = new NodeLifecycle(false);
    assertThat(node.state()).isEqualTo(NodeState.GENESIS);
    node.chainOpened();
    assertThat(node.state()).isEqualTo(NodeState.BOOT);
    node.lacksBlocks();
    assertThat(node.state()).isEqualTo(NodeState.SYNCING);
    node.takesPart();
    assertThat(node.state()).isEqualTo(NodeState.SYNCING);
    node.isLevel();
    assertThat(node.state()).isEqualTo(NodeState.READY);
  }

  @Test
  void aNodeThatIsLevelBootsUntilItTakesPart() {
    NodeLifecycle node = new NodeLifecycle(true);
    assertThat(node.state()).isEqualTo(NodeState.BOOT);
    node.lacksBlocks();
    node.isLevel();
    assertThat(node.state()).isEqualTo(NodeState.BOOT);
    node.takesPart();
    assertThat(node.state()).isEqualTo(NodeState.READY);
    node.lacksBlocks();
    assertThat(node.state()).isEqualTo(NodeState.SYNCING);
  }

  @Test
  void nothingComesAfterStopping() {
    NodeLifecycle node = new NodeLifecycle(false);
    node.stops();
    node.chainOpened();
    node.lacksBlocks();
    node.takesPart();
    assertThat(node.state()).isEqualTo(NodeState.STOPPING);
  }
}
