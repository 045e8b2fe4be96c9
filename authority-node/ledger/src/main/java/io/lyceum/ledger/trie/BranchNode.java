package io.lyceum.ledger.trie;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;

/** Sixteen ways on, and the value of the key that ends here (empty for none). */
final class BranchNode extends MaterialNode {

  static final int WIDTH = 16;

  static final BranchNode EMPTY = new BranchNode(emptyChildren(), Bytes.EMPTY);

  /** Never written to. */
  private final TrieNode[] children;

  private final Bytes value;

  /**
   * @param children one for each nibble; the branch keeps the array, which nobody may change
   */
  BranchNode(TrieNode[] children, Bytes value) {
    this.children = children;
    this.value = value;
  }

  private static TrieNode[] emptyChildren() {
    TrieNode[] children = new TrieNode[WIDTH];
    Arrays.fill(children, EmptyNode.INSTANCE);
    return children;
  }

  TrieNode child(int nibble) {
    return children[nibble];
  }

  /** A copy of the children, one for each nibble. */
  TrieNode[] children() {
    return children.clone();
  }

  Bytes value() {
    return value;
  }

  BranchNode withChild(int nibble, TrieNode child) {
    TrieNode[] changed = children();
    changed[nibble] = child;
    return new BranchNode(changed, value);
  }

  BranchNode withValue(Bytes newValue) {
    return new BranchNode(children, newValue);
  }
}
