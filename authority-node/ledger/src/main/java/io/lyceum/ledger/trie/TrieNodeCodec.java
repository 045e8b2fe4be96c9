package io.lyceum.ledger.trie;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLPWriter;

/** The RLP of nodes (Yellow Paper, appendix D). */
final class TrieNodeCodec {

  private static final int BRANCH_ITEMS = BranchNode.WIDTH + 1;
  private static final int PATH_ITEMS = 2;

  private TrieNodeCodec() {}

  static Bytes encode(MaterialNode node) {
    return Rlp.encodeList(
        writer -> {
          switch (node) {
            case LeafNode leaf -> {
              writer.writeValue(leaf.path().encoded(true));
              writer.writeValue(leaf.value());
            }
            case ExtensionNode extension -> {
              writer.writeValue(extension.path().encoded(false));
              writeReference(writer, extension.child());
            }
            case BranchNode branch -> {
              for (int nibble = 0; nibble < BranchNode.WIDTH; nibble++) {
                writeReference(writer, branch.child(nibble));
              }
              writer.writeValue(branch.value());
            }
          }
        });
  }

  private static void writeReference(RLPWriter writer, TrieNode child) {
    switch (child) {
      case EmptyNode _ -> writer.writeValue(Bytes.EMPTY);
      case StoredNode stored -> writer.writeValue(stored.hash());
      case MaterialNode node -> {
        if (node.isInline()) {
          writer.writeRLP(node.encoded());
        } else {
          writer.writeValue(node.hash());
        }
      }
    }
  }

  /**
   * Reads a node.
   *
   * @throws InvalidRlpException if it is malformed
   */
  static MaterialNode decode(Bytes encoded) {
    return StrictRlpReader.readOne(encoded, TrieNodeCodec::read);
  }

  private static MaterialNode read(StrictRlpReader list) {
    int items = list.remainingItems();
    return switch (items) {
      case PATH_ITEMS -> pathNode(list);
      case BRANCH_ITEMS -> branch(list);
      default -> throw new InvalidRlpException("A trie node of " + items + " items");
    };
  }

  private static MaterialNode pathNode(StrictRlpReader list) {
    Bytes path = list.bytes();
    return NibblePath.isLeaf(path)
        ? new LeafNode(NibblePath.decode(path), list.bytes())
        : new ExtensionNode(NibblePath.decode(path), reference(list));
  }

  private static BranchNode branch(StrictRlpReader list) {
    TrieNode[] children = new TrieNode[BranchNode.WIDTH];
    for (int nibble = 0; nibble < BranchNode.WIDTH; nibble++) {
      children[nibble] = reference(list);
    }
    return new BranchNode(children, list.bytes());
  }

  private static TrieNode reference(StrictRlpReader list) {
    if (list.nextIsList()) {
      Bytes inline = list.encodedList();
      if (inline.size() >= Bytes32.SIZE) {
        throw new InvalidRlpException("An inline node of " + inline.size() + " bytes");
      }
      return decode(inline);
    }
    Bytes hash = list.bytes();
    if (hash.isEmpty()) {
      return EmptyNode.INSTANCE;
    }
    if (hash.size() != Bytes32.SIZE) {
      throw new InvalidRlpException("A reference of " + hash.size() + " bytes");
    }
    return new StoredNode(Bytes32.wrap(hash));
  }
}
