package io.lyceum.ledger.trie;

import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLPWriter;

/** The RLP of nodes (Yellow Paper, appendix D). */
final class TrieNodeCodec {

  private static final int BRANCH_ITEMS = BranchNode.WIDTH + 1;
  private static final int PATH_ITEMS = 2;

  private TrieNodeCodec() {}

  /** An item of a node's list: a byte string, or the encoding of an inline node. */
  private record Item(boolean isNode, Bytes bytes) {}

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
              branch.children().forEach(child -> writeReference(writer, child));
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
    List<Item> items = StrictRlpReader.readOne(encoded, TrieNodeCodec::readItems);
    return switch (items.size()) {
      case PATH_ITEMS -> pathNode(items);
      case BRANCH_ITEMS -> branch(items);
      default -> throw new InvalidRlpException("A trie node of " + items.size() + " items");
    };
  }

  private static List<Item> readItems(StrictRlpReader list) {
    List<Item> items = new ArrayList<>(BRANCH_ITEMS);
    while (list.hasNext() && items.size() < BRANCH_ITEMS) {
      boolean isNode = list.nextIsList();
      items.add(new Item(isNode, isNode ? list.encodedList() : list.bytes()));
    }
    return items;
  }

  private static MaterialNode pathNode(List<Item> items) {
    Bytes path = string(items.getFirst());
    return NibblePath.isLeaf(path)
        ? new LeafNode(NibblePath.decode(path), string(items.getLast()))
        : new ExtensionNode(NibblePath.decode(path), reference(items.getLast()));
  }

  private static BranchNode branch(List<Item> items) {
    List<TrieNode> children =
        items.subList(0, BranchNode.WIDTH).stream().map(TrieNodeCodec::reference).toList();
    return new BranchNode(children, string(items.getLast()));
  }

  private static Bytes string(Item item) {
    if (item.isNode()) {
      throw new InvalidRlpException("A list where a trie node has a byte string");
    }
    return item.bytes();
  }

  private static TrieNode reference(Item item) {
    if (item.isNode()) {
      if (item.bytes().size() >= Bytes32.SIZE) {
        throw new InvalidRlpException("An inline node of " + item.bytes().size() + " bytes");
      }
      return decode(item.bytes());
    }
    if (item.bytes().isEmpty()) {
      return EmptyNode.INSTANCE;
    }
    if (item.bytes().size() != Bytes32.SIZE) {
      throw new InvalidRlpException("A reference of " + item.bytes().size() + " bytes");
    }
    return new StoredNode(Bytes32.wrap(item.bytes()));
  }
}
