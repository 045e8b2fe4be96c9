package io.lyceum.ledger.trie;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** Sixteen ways on, and the value of the key that ends here (empty for none). */
final class BranchNode extends MaterialNode {

  static final int WIDTH = 16;

  static final BranchNode EMPTY =
      new BranchNode(Collections.nCopies(WIDTH, EmptyNode.INSTANCE), Bytes.EMPTY);

  private final List<TrieNode> children;
  private final Bytes value;

  BranchNode(List<? extends TrieNode> children, Bytes value) {
    this.children = List.copyOf(children);
    this.value = value;
  }

  TrieNode child(int nibble) {
    return children.get(nibble);
  }

  List<TrieNode> children() {
    return children;
  }

  Bytes value() {
    return value;
  }

  BranchNode withChild(int nibble, TrieNode child) {
    List<TrieNode> changed = new ArrayList<>(children);
    changed.set(nibble, child);
    return new BranchNode(changed, value);
  }

  BranchNode withValue(Bytes newValue) {
    return new BranchNode(children, newValue);
  }
}
