package io.lyceum.authority;

import io.lyceum.api.lyceum.NodeState;
import io.lyceum.api.metrics.Health;
import io.lyceum.authority.sync.ChainSynchronizer;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.PeerNetwork;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A node is ready while it is level with its peers, takes part, and is not cut off: what a node
 * without peers holds grows old, unless it is the only one who seals.
 *
 * @param current the node's state
 * @param synchronizer how far it is behind
 * @param network its peers
 * @param sealsAlone whether the node is the only validator
 */
record NodeHealth(
    Supplier<NodeState> current,
    ChainSynchronizer synchronizer,
    PeerNetwork network,
    BooleanSupplier sealsAlone)
    implements Health {

  @Override
  public String state() {
    return current.get().label();
  }

  @Override
  public Optional<String> obstacle() {
    return switch (current.get()) {
      case READY ->
          cutOff() ? Optional.of("The node is not connected to any other") : Optional.empty();
      case GENESIS -> Optional.of("The node writes block 0");
      case BOOT -> Optional.of("The node connects with its peers");
      case STOPPING -> Optional.of("The node is stopping");
      case SYNCING ->
          Optional.of(
              synchronizer
                  .progress()
                  .map(
                      progress ->
                          "The node lacks blocks: it has %d of %d"
                              .formatted(progress.current(), progress.highest()))
                  .orElse("The node lacks blocks"));
    };
  }

  private boolean cutOff() {
    return !sealsAlone.getAsBoolean() && network.peers().stream().noneMatch(PeerInfo::connected);
  }
}
