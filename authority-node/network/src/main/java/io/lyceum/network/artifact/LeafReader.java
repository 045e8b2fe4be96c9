package io.lyceum.network.artifact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Reads a tree back into the data of its leaves. */
final class LeafReader {

  private LeafReader() {}

  /**
   * Walks a tree from left to right.
   *
   * @return empty if a node is missing
   * @throws InvalidArtifactException if leaf i does not say that it is leaf i, or the nodes above
   *     are not arranged as in a {@link MerkleTree}
   */
  static Optional<List<Bytes>> read(Bytes32 root, ArtifactSource nodes) {
    List<Bytes> data = new ArrayList<>();
    List<Bytes32> hashes = new ArrayList<>();
    Deque<Bytes32> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      Bytes32 hash = pending.pop();
      Optional<Bytes> preimage = nodes.preimage(hash);
      if (preimage.isEmpty()) {
        return Optional.empty();
      }
      switch (TreeNode.parse(preimage.get())) {
        case TreeNode.Inner(Bytes32 left, Bytes32 right) -> {
          pending.push(right);
          pending.push(left);
        }
        case TreeNode.Leaf(long index, Bytes content) -> {
          if (index != data.size()) {
            throw new InvalidArtifactException(
                "Leaf " + data.size() + " of tree " + root + " says that it is leaf " + index);
          }
          data.add(content);
          hashes.add(hash);
        }
      }
    }
    if (!MerkleTree.of(hashes).root().equals(root)) {
      throw new InvalidArtifactException("The leaves of tree " + root + " are not arranged evenly");
    }
    return Optional.of(List.copyOf(data));
  }
}
