package io.lyceum.ledger.trie;

import org.apache.tuweni.bytes.Bytes;

/**
 * Puts and removes many keys at once, so that each node on their ways is rebuilt once. The result
 * is that of one change after another.
 *
 * @param insertion puts a single key
 * @param removal takes out a single key
 */
record TrieUpdate(TrieInsertion insertion, TrieRemoval removal) {

  /**
   * One change.
   *
   * @param path the whole key
   * @param value empty to take the key out
   */
  record Change(NibblePath path, Bytes value) {}

  TrieUpdate(NodeLoader loader) {
    this(new TrieInsertion(loader), new TrieRemoval(loader));
  }

  /** Makes changes, which are sorted by path and have different ones. */
  TrieNode apply(TrieNode root, Change[] changes) {
    return apply(root, changes, 0, changes.length, 0);
  }

  /**
   * Makes the changes from {@code from} to {@code to}, which have the first {@code depth} nibbles
   * of their paths in common, below the node to which these lead.
   */
  private TrieNode apply(TrieNode node, Change[] changes, int from, int to, int depth) {
    int next = from;
    TrieNode changed = node;
    if (to - from > 1 && node instanceof StoredNode stored) {
      changed = insertion.loader().load(stored.hash());
    }
    while (next < to && !(to - next > 1 && changed instanceof BranchNode)) {
      changed = applyOne(changed, changes[next++], depth);
    }
    if (next < to) {
      changed = applyAtBranch((BranchNode) changed, changes, next, to, depth);
    }
    return changed;
  }

  private TrieNode applyOne(TrieNode node, Change change, int depth) {
    NibblePath rest = change.path().from(depth);
    return change.value().isEmpty()
        ? removal.remove(node, rest)
        : insertion.put(node, rest, change.value());
  }

  private TrieNode applyAtBranch(BranchNode branch, Change[] changes, int from, int to, int depth) {
    TrieNode[] children = branch.children();
    Bytes value = branch.value();
    boolean lost = false;
    int next = from;
    if (changes[next].path().length() == depth) {
      value = changes[next++].value();
      lost = value.isEmpty();
    }
    while (next < to) {
      int nibble = changes[next].path().at(depth);
      int end = next + 1;
      while (end < to && changes[end].path().at(depth) == nibble) {
        end++;
      }
      children[nibble] = apply(branch.child(nibble), changes, next, end, depth + 1);
      lost |= children[nibble] == EmptyNode.INSTANCE;
      next = end;
    }
    BranchNode changed = new BranchNode(children, value);
    return lost ? removal.collapse(changed) : changed;
  }
}
