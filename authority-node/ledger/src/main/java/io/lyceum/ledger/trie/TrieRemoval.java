package io.lyceum.ledger.trie;

import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;

/**
 * Takes a key out of a trie and brings what is left to its one canonical form. A node that does not
 * change is returned as it is.
 *
 * @param loader reads nodes on the way
 */
record TrieRemoval(NodeLoader loader) {

  TrieNode remove(TrieNode node, NibblePath path) {
    return switch (node) {
      case EmptyNode empty -> empty;
      case StoredNode stored -> {
        MaterialNode loaded = loader.load(stored.hash());
        TrieNode changed = remove(loaded, path);
        yield changed == loaded ? stored : changed;
      }
      case LeafNode leaf -> leaf.path().equals(path) ? EmptyNode.INSTANCE : leaf;
      case ExtensionNode extension -> removeAtExtension(extension, path);
      case BranchNode branch -> removeAtBranch(branch, path);
    };
  }

  private TrieNode removeAtExtension(ExtensionNode extension, NibblePath path) {
    if (!path.startsWith(extension.path())) {
      return extension;
    }
    TrieNode child = remove(extension.child(), path.from(extension.path().length()));
    return child == extension.child() ? extension : join(extension.path(), child);
  }

  private TrieNode removeAtBranch(BranchNode branch, NibblePath path) {
    if (path.isEmpty()) {
      return branch.value().isEmpty() ? branch : collapse(branch.withValue(Bytes.EMPTY));
    }
    int nibble = path.at(0);
    TrieNode child = remove(branch.child(nibble), path.from(1));
    return child == branch.child(nibble) ? branch : collapse(branch.withChild(nibble, child));
  }

  /** A branch of which at most one way or only the value is left is no branch. */
  TrieNode collapse(BranchNode branch) {
    int[] ways =
        IntStream.range(0, BranchNode.WIDTH)
            .filter(nibble -> branch.child(nibble) != EmptyNode.INSTANCE)
            .limit(2)
            .toArray();
    if (ways.length == 0) {
      return branch.value().isEmpty()
          ? EmptyNode.INSTANCE
          : new LeafNode(NibblePath.EMPTY, branch.value());
    }
    if (ways.length == 1 && branch.value().isEmpty()) {
      return join(NibblePath.of(ways[0]), branch.child(ways[0]));
    }
    return branch;
  }

  /** Joins a piece of path with the node below it. */
  private TrieNode join(NibblePath path, TrieNode child) {
    MaterialNode below =
        switch (child) {
          case EmptyNode _ -> throw new IllegalStateException("A path to nothing");
          case StoredNode stored -> loader.load(stored.hash());
          case MaterialNode material -> material;
        };
    return switch (below) {
      case LeafNode leaf -> new LeafNode(path.append(leaf.path()), leaf.value());
      case ExtensionNode extension ->
          new ExtensionNode(path.append(extension.path()), extension.child());
      case BranchNode _ -> new ExtensionNode(path, child);
    };
  }
}
