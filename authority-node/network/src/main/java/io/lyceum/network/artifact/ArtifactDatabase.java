package io.lyceum.network.artifact;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The RocksDB layout of the artifact store: nodes, their reference counts, and who holds what. */
final class ArtifactDatabase implements AutoCloseable {

  private static final byte[] NOTHING = new byte[0];

  /** Leaves are large and written once: kept out of the files that compaction rewrites. */
  private static final long SMALLEST_BLOB = 16 << 10;

  private static final long WRITE_BUFFER = 16 << 20;

  /**
   * Beyond it the small column families are written out too; otherwise their few unwritten changes
   * would keep every log file with all the nodes in it.
   */
  private static final long WRITE_AHEAD_LOG = 32 << 20;

  private final DBOptions options;
  private final ColumnFamilyOptions nodeOptions;
  private final ColumnFamilyOptions plainOptions;
  private final WriteOptions writeOptions = new WriteOptions();
  private final RocksDB db;
  private final ColumnFamilyHandle unused;
  private final ColumnFamilyHandle nodes;
  private final ColumnFamilyHandle references;
  private final ColumnFamilyHandle holdings;

  private ArtifactDatabase(Path directory) throws RocksDBException {
    options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setMaxTotalWalSize(WRITE_AHEAD_LOG);
    nodeOptions =
        new ColumnFamilyOptions()
            .setWriteBufferSize(WRITE_BUFFER)
            .setEnableBlobFiles(true)
            .setMinBlobSize(SMALLEST_BLOB)
            .setEnableBlobGarbageCollection(true);
    plainOptions = new ColumnFamilyOptions();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    db =
        RocksDB.open(
            options,
            directory.toString(),
            List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, plainOptions),
                new ColumnFamilyDescriptor(name("nodes"), nodeOptions),
                new ColumnFamilyDescriptor(name("references"), plainOptions),
                new ColumnFamilyDescriptor(name("holdings"), plainOptions)),
            handles);
    unused = handles.get(0);
    nodes = handles.get(1);
    references = handles.get(2);
    holdings = handles.get(3);
  }

  static ArtifactDatabase open(Path directory) throws RocksDBException {
    RocksDB.loadLibrary();
    return new ArtifactDatabase(directory);
  }

  Optional<Bytes> node(Bytes32 hash) throws RocksDBException {
    return Optional.ofNullable(db.get(nodes, hash.toArrayUnsafe())).map(Bytes::wrap);
  }

  void putNode(Bytes32 hash, Bytes preimage) throws RocksDBException {
    if (!db.keyExists(nodes, hash.toArrayUnsafe())) {
      db.put(nodes, hash.toArrayUnsafe(), preimage.toArrayUnsafe());
    }
  }

  void deleteNode(Bytes32 hash) throws RocksDBException {
    db.delete(nodes, hash.toArrayUnsafe());
  }

  long references(Bytes32 hash) throws RocksDBException {
    byte[] count = db.get(references, hash.toArrayUnsafe());
    return count == null ? 0 : Bytes.wrap(count).toLong();
  }

  boolean isHeld(String holder, Bytes32 root) throws RocksDBException {
    return db.get(holdings, key(holder, root)) != null;
  }

  /** Writes a holding with the counts that it changes. */
  void hold(String holder, Bytes32 root, Map<Bytes32, Long> counts) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.put(holdings, key(holder, root), NOTHING);
      putCounts(batch, counts, Set.of());
      db.write(writeOptions, batch);
    }
  }

  /** Removes a holding; nodes whose count falls to zero go with it unless they are pinned. */
  void release(String holder, Bytes32 root, Map<Bytes32, Long> counts, Set<Bytes32> pinned)
      throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.delete(holdings, key(holder, root));
      putCounts(batch, counts, pinned);
      db.write(writeOptions, batch);
    }
  }

  private void putCounts(WriteBatch batch, Map<Bytes32, Long> counts, Set<Bytes32> pinned)
      throws RocksDBException {
    for (Map.Entry<Bytes32, Long> entry : counts.entrySet()) {
      byte[] hash = entry.getKey().toArrayUnsafe();
      if (entry.getValue() > 0) {
        batch.put(references, hash, Bytes.ofUnsignedLong(entry.getValue()).toArrayUnsafe());
      } else {
        batch.delete(references, hash);
        if (!pinned.contains(entry.getKey())) {
          batch.delete(nodes, hash);
        }
      }
    }
  }

  List<Bytes32> heldBy(String holder) {
    byte[] prefix = prefix(holder);
    List<Bytes32> roots = new ArrayList<>();
    try (RocksIterator iterator = db.newIterator(holdings)) {
      for (iterator.seek(prefix);
          iterator.isValid() && startsWith(iterator.key(), prefix);
          iterator.next()) {
        roots.add(Bytes32.wrap(iterator.key(), prefix.length));
      }
    }
    return roots;
  }

  SortedSet<String> holders() {
    SortedSet<String> holders = new TreeSet<>();
    try (RocksIterator iterator = db.newIterator(holdings)) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        byte[] key = iterator.key();
        int length = Bytes.wrap(key, 0, Integer.BYTES).toInt();
        holders.add(new String(key, Integer.BYTES, length, StandardCharsets.UTF_8));
      }
    }
    return holders;
  }

  /** Deletes the nodes that no tree refers to: what an interrupted import left. */
  void deleteUnreferenced() throws RocksDBException {
    try (RocksIterator iterator = db.newIterator(nodes)) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        if (!db.keyExists(references, iterator.key())) {
          db.delete(nodes, iterator.key());
        }
      }
    }
  }

  @Override
  public void close() {
    List.of(unused, nodes, references, holdings).forEach(ColumnFamilyHandle::close);
    db.close();
    writeOptions.close();
    plainOptions.close();
    nodeOptions.close();
    options.close();
  }

  private static byte[] key(String holder, Bytes32 root) {
    return Bytes.concatenate(Bytes.wrap(prefix(holder)), root).toArrayUnsafe();
  }

  /** The length comes first, so that no name is the prefix of another. */
  private static byte[] prefix(String holder) {
    byte[] utf8 = name(holder);
    return Bytes.concatenate(Bytes.ofUnsignedInt(utf8.length), Bytes.wrap(utf8)).toArrayUnsafe();
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
