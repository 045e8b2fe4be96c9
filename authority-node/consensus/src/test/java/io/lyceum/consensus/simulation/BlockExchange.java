package io.lyceum.consensus.simulation;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * How blocks reach those who did not seal them: whoever imports one announces it, nodes compare
 * their heads now and then, and who is behind asks for what it lacks.
 */
final class BlockExchange {

  static final long STATUS_MILLIS = 700;

  private final List<SimulatedNode> nodes;
  private final Links links;
  private final Agenda agenda;
  private final RandomGenerator random;
  private Consumer<SimulatedNode> firstSealed = _ -> {};
  private long announced;

  BlockExchange(List<SimulatedNode> nodes, Links links, Agenda agenda, RandomGenerator random) {
    this.nodes = nodes;
    this.links = links;
    this.agenda = agenda;
    this.random = random;
  }

  /** Who is told when a block is sealed that nobody had before. */
  void onFirstSealed(Consumer<SimulatedNode> listener) {
    firstSealed = listener;
  }

  /** A node imported a block that it sealed itself. */
  void announce(SimulatedNode from, Block block) {
    if (block.number() > announced) {
      announced = block.number();
      firstSealed.accept(from);
    }
    for (SimulatedNode to : nodes) {
      if (to != from) {
        links.carry(from, to, node -> node.offer(List.of(block)));
      }
    }
  }

  /** A node learned that another is ahead. */
  void requestBlocks(SimulatedNode behind, Address ahead) {
    nodes.stream()
        .filter(node -> node.address().equals(ahead) && node.isUp())
        .filter(node -> links.connected(node.index(), behind.index()))
        .forEach(
            node ->
                links.carry(
                    node,
                    behind,
                    target -> target.offer(node.blocksFrom(target.head().number() + 1))));
  }

  /** From some time on, a node compares its head with somebody's again and again. */
  void compareHeads(SimulatedNode node, long afterMillis) {
    agenda.after(
        afterMillis,
        () -> {
          SimulatedNode other = nodes.get(random.nextInt(nodes.size()));
          if (node.isUp() && other.isUp() && other.head().number() > node.head().number()) {
            requestBlocks(node, other.address());
          }
          compareHeads(node, STATUS_MILLIS);
        });
  }
}
