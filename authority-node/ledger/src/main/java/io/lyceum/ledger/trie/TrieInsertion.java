package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes;

/**
 * Puts a value into a trie. A node that does not change is returned as it is.
 *
 * @param loader reads nodes on the way
 */
record TrieInsertion(NodeLoader loader) {

  TrieNode put(TrieNode node, NibblePath path, Bytes value) {
    return switch (node) {
      case EmptyNode _ -> new LeafNode(path, value);
      case StoredNode stored -> {
        MaterialNode loaded = loader.load(stored.hash());
        TrieNode changed = put(loaded, path, value);
        yield changed == loaded ? stored : changed;
      }
      case LeafNode leaf -> putAtLeaf(leaf, path, value);
      case ExtensionNode extension -> putAtExtension(extension, path, value);
      case BranchNode branch -> putAtBranch(branch, path, value);
    };
  }

  private TrieNode putAtLeaf(LeafNode leaf, NibblePath path, Bytes value) {
    if (leaf.path().equals(path)) {
      return leaf.value().equals(value) ? leaf : new LeafNode(path, value);
    }
    int common = leaf.path().commonPrefixLength(path);
    TrieNode branch = putAtBranch(BranchNode.EMPTY, leaf.path().from(common), leaf.value());
    branch = put(branch, path.from(common), value);
    return ExtensionNode.above(path.upTo(common), branch);
  }

  private TrieNode putAtExtension(ExtensionNode extension, NibblePath path, Bytes value) {
    NibblePath shared = extension.path();
    int common = shared.commonPrefixLength(path);
    if (common == shared.length()) {
      TrieNode child = put(extension.child(), path.from(common), value);
      return child == extension.child() ? extension : new ExtensionNode(shared, child);
    }
    TrieNode rest = ExtensionNode.above(shared.from(common + 1), extension.child());
    BranchNode branch = BranchNode.EMPTY.withChild(shared.at(common), rest);
    return ExtensionNode.above(path.upTo(common), putAtBranch(branch, path.from(common), value));
  }

  private TrieNode putAtBranch(BranchNode branch, NibblePath path, Bytes value) {
    if (path.isEmpty()) {
      return branch.value().equals(value) ? branch : branch.withValue(value);
    }
    int nibble = path.at(0);
    TrieNode child = put(branch.child(nibble), path.from(1), value);
    return child == branch.child(nibble) ? branch : branch.withChild(nibble, child);
  }
}
