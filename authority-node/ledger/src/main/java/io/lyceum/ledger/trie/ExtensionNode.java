package io.lyceum.ledger.trie;

/** A piece of path that all keys below share; below it is always a branch. */
final class ExtensionNode extends MaterialNode {

  private final NibblePath path;
  private final TrieNode child;

  ExtensionNode(NibblePath path, TrieNode child) {
    this.path = path;
    this.child = child;
  }

  NibblePath path() {
    return path;
  }

  TrieNode child() {
    return child;
  }

  /** A node below a path, which may be empty. */
  static TrieNode above(NibblePath path, TrieNode child) {
    return path.isEmpty() ? child : new ExtensionNode(path, child);
  }
}
