package io.lyceum.network.artifact;

import io.lyceum.ledger.crypto.Keccak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.rocksdb.RocksDBException;

/**
 * Merkle trees by the hash of their nodes. A tree stays for as long as someone holds its root: a
 * <em>holder</em> is a name that the caller chooses, such as the proof or the version that needs
 * the tree. Holding the same root twice under one name is the same as once, so work that is
 * repeated after a crash leaks nothing. Equal nodes of several trees are stored once.
 *
 * <p>Safe for use by many threads. What an operation changes is one atomic write.
 */
public final class ArtifactStore implements ArtifactSource, AutoCloseable {

  private final ArtifactDatabase database;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Nodes that an import in progress has brought and that nothing refers to yet. */
  private final Map<Bytes32, Integer> pins = new HashMap<>();

  private boolean closed;

  private ArtifactStore(ArtifactDatabase database) {
    this.database = database;
  }

  /**
   * Opens or creates a store, and removes what an interrupted import left there.
   *
   * @throws IOException if the directory cannot be used, or another process has it open
   */
  public static ArtifactStore open(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      ArtifactDatabase database = ArtifactDatabase.open(directory);
      database.deleteUnreferenced();
      return new ArtifactStore(database);
    } catch (RocksDBException e) {
      throw new IOException("Cannot open the artifact store in " + directory, e);
    }
  }

  /**
   * Stores the tree over leaf data and holds it.
   *
   * @return its root
   * @throws IllegalArgumentException if there is no leaf
   */
  public Bytes32 put(String holder, List<Bytes> leafData) {
    try (ArtifactImport nodes = new ArtifactImport(this)) {
      List<Bytes32> leaves = new ArrayList<>(leafData.size());
      for (int i = 0; i < leafData.size(); i++) {
        leaves.add(nodes.add(MerkleTree.leafPreimage(i, leafData.get(i))));
      }
      MerkleTree tree = MerkleTree.of(leaves);
      tree.forEachInner((left, right) -> nodes.add(MerkleTree.nodePreimage(left, right)));
      return nodes.commit(holder, tree.root());
    }
  }

  /**
   * Stores the node above two trees, as of a checkpoint's parameters and moments, and holds it.
   *
   * @return its hash
   * @throws IllegalArgumentException if one of the trees is not in the store
   */
  public Bytes32 join(String holder, Bytes32 left, Bytes32 right) {
    try (ArtifactImport nodes = new ArtifactImport(this)) {
      return nodes.commit(holder, nodes.add(MerkleTree.nodePreimage(left, right)));
    }
  }

  @Override
  public Optional<Bytes> preimage(Bytes32 hash) {
    return locked(lock.readLock(), () -> database.node(hash));
  }

  /** Whether the whole tree below this hash is held. */
  public boolean contains(Bytes32 root) {
    return locked(lock.readLock(), () -> database.references(root) > 0);
  }

  /** The node with this hash, if it is held. */
  public Optional<TreeNode> node(Bytes32 hash) {
    return preimage(hash).map(TreeNode::parse);
  }

  /**
   * The data of a tree's leaves in order; empty if the tree is not held.
   *
   * @throws InvalidArtifactException if it is not the tree that {@link MerkleTree} makes of its
   *     leaves
   */
  public Optional<List<Bytes>> leaves(Bytes32 root) {
    return contains(root) ? LeafReader.read(root, this) : Optional.empty();
  }

  /**
   * Holds a tree under a further name.
   *
   * @throws IllegalArgumentException if the tree is not in the store
   */
  public void retain(String holder, Bytes32 root) {
    locked(
        lock.writeLock(),
        () -> {
          if (!database.isHeld(holder, root)) {
            ReferenceChanges changes = changes();
            changes.acquire(root);
            database.hold(holder, root, changes.counts());
          }
          return null;
        });
  }

  /** Lets go of a tree; drops what nobody holds any more. Nothing happens if it was not held. */
  public void release(String holder, Bytes32 root) {
    locked(
        lock.writeLock(),
        () -> {
          if (database.isHeld(holder, root)) {
            ReferenceChanges changes = changes();
            changes.drop(root);
            database.release(holder, root, changes.counts(), pins.keySet());
          }
          return null;
        });
  }

  /** Lets go of all trees of a holder. */
  public void releaseAll(String holder) {
    heldBy(holder).forEach(root -> release(holder, root));
  }

  /** The roots that a holder holds, in the order of their bytes. */
  public List<Bytes32> heldBy(String holder) {
    return locked(lock.readLock(), () -> database.heldBy(holder));
  }

  /** All holders of anything, sorted. */
  public SortedSet<String> holders() {
    return locked(lock.readLock(), database::holders);
  }

  /** Closes the database. Later calls throw {@link IllegalStateException}. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        database.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Stores a node that stays at least until it is unpinned. */
  Bytes32 pin(Bytes preimage) {
    Bytes32 hash = Keccak.hash(preimage);
    locked(
        lock.writeLock(),
        () -> {
          database.putNode(hash, preimage);
          pins.merge(hash, 1, Integer::sum);
          return null;
        });
    return hash;
  }

  /** Takes back the pins of an import; drops the nodes that nothing refers to. */
  void unpin(List<Bytes32> hashes) {
    locked(
        lock.writeLock(),
        () -> {
          for (Bytes32 hash : hashes) {
            Integer left = pins.merge(hash, -1, (a, b) -> a + b == 0 ? null : a + b);
            if (left == null && database.references(hash) == 0) {
              database.deleteNode(hash);
            }
          }
          return null;
        });
  }

  private ReferenceChanges changes() {
    return new ReferenceChanges(
        hash -> unchecked(() -> database.references(hash)),
        hash -> unchecked(() -> database.node(hash)));
  }

  private <T> T locked(Lock by, DatabaseCall<T> call) {
    by.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The artifact store is closed");
      }
      return unchecked(call);
    } finally {
      by.unlock();
    }
  }

  private static <T> T unchecked(DatabaseCall<T> call) {
    try {
      return call.get();
    } catch (RocksDBException e) {
      throw new IllegalStateException("The artifact store failed: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface DatabaseCall<T> {
    T get() throws RocksDBException;
  }
}
