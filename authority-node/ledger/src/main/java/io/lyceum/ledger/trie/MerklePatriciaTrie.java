package io.lyceum.ledger.trie;

import io.lyceum.ledger.crypto.Keccak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;

/**
 * An immutable Merkle-Patricia trie (Yellow Paper, appendix D). A change gives a new trie that
 * shares what did not change; hashes are computed once, when the root or the new nodes are asked
 * for. Every method may throw {@link MissingNodeException}.
 */
public final class MerklePatriciaTrie {

  /** The root of a trie without entries: Keccak-256 of the RLP of an empty string. */
  public static final Bytes32 EMPTY_ROOT = Keccak.hash(RLP.encodeValue(Bytes.EMPTY));

  private final NodeLoader loader;
  private final TrieNode root;

  private MerklePatriciaTrie(NodeLoader loader, TrieNode root) {
    this.loader = loader;
    this.root = root;
  }

  /** A trie without entries and without a store. */
  public static MerklePatriciaTrie empty() {
    return new MerklePatriciaTrie(NodeLoader.from(NodeStore.EMPTY), EmptyNode.INSTANCE);
  }

  /** The trie with a root whose nodes a store holds. Nodes are read when they are needed. */
  public static MerklePatriciaTrie at(Bytes32 rootHash, NodeStore store) {
    return over(NodeLoader.from(store), rootHash);
  }

  /** The same, with nodes that a cache may have at hand. */
  public static MerklePatriciaTrie at(Bytes32 rootHash, NodeCache cache) {
    return over(cache::load, rootHash);
  }

  private static MerklePatriciaTrie over(NodeLoader loader, Bytes32 rootHash) {
    TrieNode root = rootHash.equals(EMPTY_ROOT) ? EmptyNode.INSTANCE : new StoredNode(rootHash);
    return new MerklePatriciaTrie(loader, root);
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return root == EmptyNode.INSTANCE;
  }

  /** The value of a key. */
  public Optional<Bytes> get(Bytes key) {
    return walk(key, node -> {});
  }

  /**
   * The nodes from the root to the key, or to where its absence shows: what {@code eth_getProof}
   * answers. Nodes that lie inside their parent are not listed.
   */
  public List<Bytes> proof(Bytes key) {
    List<MaterialNode> visited = new ArrayList<>();
    walk(key, visited::add);
    List<Bytes> proof = new ArrayList<>();
    for (MaterialNode node : visited) {
      if (proof.isEmpty() || !node.isInline()) {
        proof.add(node.encoded());
      }
    }
    return List.copyOf(proof);
  }

  private Optional<Bytes> walk(Bytes key, Consumer<MaterialNode> visitor) {
    NibblePath path = NibblePath.ofKey(key);
    TrieNode next = root;
    while (true) {
      if (next instanceof StoredNode stored) {
        next = loader.load(stored.hash());
      }
      if (!(next instanceof MaterialNode node)) {
        return Optional.empty();
      }
      visitor.accept(node);
      switch (node) {
        case LeafNode leaf -> {
          return leaf.path().equals(path) ? Optional.of(leaf.value()) : Optional.empty();
        }
        case ExtensionNode extension -> {
          if (!path.startsWith(extension.path())) {
            return Optional.empty();
          }
          path = path.from(extension.path().length());
          next = extension.child();
        }
        case BranchNode branch -> {
          if (path.isEmpty()) {
            return Optional.of(branch.value()).filter(value -> !value.isEmpty());
          }
          next = branch.child(path.at(0));
          path = path.from(1);
        }
      }
    }
  }

  /**
   * The trie with a value put at a key.
   *
   * @throws IllegalArgumentException if the value is empty: the trie has no such entry
   */
  public MerklePatriciaTrie put(Bytes key, Bytes value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("An empty value is an absent one: remove the key");
    }
    return with(new TrieInsertion(loader).put(root, NibblePath.ofKey(key), value));
  }

  /** The trie without a key. */
  public MerklePatriciaTrie remove(Bytes key) {
    return with(new TrieRemoval(loader).remove(root, NibblePath.ofKey(key)));
  }

  /**
   * The trie with many keys put or taken out: the same as one after another, with less work.
   *
   * @param changes the values by key; an empty one takes the key out
   */
  public MerklePatriciaTrie with(Map<Bytes, Bytes> changes) {
    TrieUpdate.Change[] sorted = new TrieUpdate.Change[changes.size()];
    int count = 0;
    for (Map.Entry<Bytes, Bytes> change : changes.entrySet()) {
      sorted[count++] = new TrieUpdate.Change(NibblePath.ofKey(change.getKey()), change.getValue());
    }
    Arrays.sort(sorted, Comparator.comparing(TrieUpdate.Change::path));
    return with(new TrieUpdate(loader).apply(root, sorted));
  }

  private MerklePatriciaTrie with(TrieNode newRoot) {
    return newRoot == root ? this : new MerklePatriciaTrie(loader, newRoot);
  }

  /** The hash that commits to all entries. */
  public Bytes32 rootHash() {
    return switch (root) {
      case EmptyNode _ -> EMPTY_ROOT;
      case StoredNode stored -> stored.hash();
      case MaterialNode node -> node.hash();
    };
  }

  /** Hands out every node that the store does not hold yet, with its hash. */
  public void forEachNewNode(BiConsumer<Bytes32, Bytes> sink) {
    if (root instanceof MaterialNode node) {
      sink.accept(node.hash(), node.encoded());
      forEachNewBelow(node, sink);
    }
  }

  private static void forEachNewBelow(MaterialNode node, BiConsumer<Bytes32, Bytes> sink) {
    switch (node) {
      case LeafNode _ -> {}
      case ExtensionNode extension -> handOut(extension.child(), sink);
      case BranchNode branch -> {
        for (int nibble = 0; nibble < BranchNode.WIDTH; nibble++) {
          handOut(branch.child(nibble), sink);
        }
      }
    }
  }

  private static void handOut(TrieNode child, BiConsumer<Bytes32, Bytes> sink) {
    if (child instanceof MaterialNode node) {
      if (!node.isInline()) {
        sink.accept(node.hash(), node.encoded());
      }
      forEachNewBelow(node, sink);
    }
  }
}
