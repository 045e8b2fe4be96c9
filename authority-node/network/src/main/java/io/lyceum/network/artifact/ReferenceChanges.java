package io.lyceum.network.artifact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The reference counts that one operation of the store changes. A node's count is the number of
 * holders that retain it as a root and of counted nodes above it; a node at zero is dropped, and
 * with it one reference to each child.
 */
final class ReferenceChanges {

  private final ToLongFunction<Bytes32> stored;
  private final Function<Bytes32, Optional<Bytes>> nodes;
  private final Map<Bytes32, Long> counts = new TreeMap<>();

  ReferenceChanges(ToLongFunction<Bytes32> stored, Function<Bytes32, Optional<Bytes>> nodes) {
    this.stored = stored;
    this.nodes = nodes;
  }

  /**
   * Adds a reference to a root.
   *
   * @throws IllegalArgumentException if a node of its tree is missing
   */
  void acquire(Bytes32 root) {
    change(root, 1, 0);
  }

  /** Takes a reference from a root. */
  void drop(Bytes32 root) {
    change(root, -1, 1);
  }

  /** The new counts by hash. */
  Map<Bytes32, Long> counts() {
    return counts;
  }

  /** Applies a step to a root, and to the children of every node whose old count is the turn. */
  private void change(Bytes32 root, int step, long turn) {
    Deque<Bytes32> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      Bytes32 hash = pending.pop();
      long count = counts.computeIfAbsent(hash, stored::applyAsLong);
      counts.put(hash, count + step);
      if (count == turn && node(hash) instanceof TreeNode.Inner(Bytes32 left, Bytes32 right)) {
        pending.push(right);
        pending.push(left);
      }
    }
  }

  private TreeNode node(Bytes32 hash) {
    return nodes
        .apply(hash)
        .map(TreeNode::parse)
        .orElseThrow(() -> new IllegalArgumentException("Node " + hash + " is not in the store"));
  }
}
