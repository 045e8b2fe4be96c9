package io.lyceum.ledger.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.tuweni.bytes.Bytes;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A RocksDB database with a column family for each kind of data. Writes go through {@link
 * WriteTransaction}, which is applied whole or not at all, also after {@code kill -9}. Safe for use
 * by many threads; after {@link #close} every call fails.
 */
public final class RocksDbStore implements AutoCloseable {

  private static final long CACHE_BYTES = 32L << 20;
  private static final long WRITE_BUFFER_BYTES = 32L << 20;
  private static final long FAMILY_WRITE_BUFFER_BYTES = 8L << 20;
  private static final long MAX_WAL_BYTES = 64L << 20;
  private static final int BLOOM_BITS_PER_KEY = 10;
  private static final int MAX_OPEN_FILES = 256;
  private static final long MAX_LOG_FILE_BYTES = 1L << 20;
  private static final int KEPT_LOG_FILES = 2;

  private final Cache cache;
  private final ColumnFamilyOptions familyOptions;
  private final DBOptions options;
  private final RocksDB database;
  private final Map<Column, ColumnFamilyHandle> families = new EnumMap<>(Column.class);
  private final List<ColumnFamilyHandle> handles = new ArrayList<>();
  private final ReentrantReadWriteLock lifecycle = new ReentrantReadWriteLock();
  private boolean closed;

  private RocksDbStore(Path directory) throws RocksDBException {
    cache = new LRUCache(CACHE_BYTES);
    familyOptions =
        new ColumnFamilyOptions()
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setWriteBufferSize(FAMILY_WRITE_BUFFER_BYTES)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY)));
    options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setDbWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxTotalWalSize(MAX_WAL_BYTES)
            .setMaxOpenFiles(MAX_OPEN_FILES)
            .setMaxLogFileSize(MAX_LOG_FILE_BYTES)
            .setKeepLogFileNum(KEPT_LOG_FILES);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions));
    for (Column column : Column.values()) {
      descriptors.add(new ColumnFamilyDescriptor(column.familyName(), familyOptions));
    }
    database = RocksDB.open(options, directory.toString(), descriptors, handles);
    for (Column column : Column.values()) {
      families.put(column, handles.get(column.ordinal() + 1));
    }
  }

  /**
   * Opens the database of a directory, which is made if it is missing. One process at a time can
   * have it open.
   *
   * @throws StorageException if the directory cannot be used
   */
  public static RocksDbStore open(Path directory) {
    RocksDB.loadLibrary();
    try {
      Files.createDirectories(directory);
      return new RocksDbStore(directory);
    } catch (RocksDBException e) {
      throw new StorageException(
          isLocked(e)
              ? "The store in " + directory + " is in use"
              : "Cannot open the store in " + directory + ": " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new StorageException("Cannot open the store in " + directory, e);
    }
  }

  /** By its words, since the status of a lock that another holds is that of any failed I/O. */
  private static boolean isLocked(RocksDBException e) {
    return e.getMessage().startsWith("While lock file")
        || e.getMessage().startsWith("lock hold by current process");
  }

  Optional<Bytes> get(Column column, Bytes key) {
    return whileOpen(
        () -> {
          byte[] value = database.get(families.get(column), key.toArrayUnsafe());
          return Optional.ofNullable(value).map(Bytes::wrap);
        });
  }

  /** Starts a write that is applied as a whole. */
  WriteTransaction begin() {
    return new WriteTransaction(this, new WriteBatch());
  }

  ColumnFamilyHandle family(Column column) {
    return families.get(column);
  }

  void write(WriteBatch batch, Durability durability) {
    whileOpen(
        () -> {
          try (WriteOptions how = new WriteOptions().setSync(durability == Durability.AT_ONCE)) {
            database.write(how, batch);
            return true;
          }
        });
  }

  /** Waits until all that was written is on the disk. */
  void sync() {
    whileOpen(
        () -> {
          database.syncWal();
          return true;
        });
  }

  /**
   * A part of the database for another module's own records, under a prefix of its own.
   *
   * @throws IllegalArgumentException if the name holds a slash, which ends the prefix
   */
  public RecordStore records(String namespace) {
    if (namespace.contains("/")) {
      throw new IllegalArgumentException("A namespace without a slash, not " + namespace);
    }
    return new RecordStore(this, namespace);
  }

  /** What RocksDB says about this store, in bytes. */
  public long figure(StoreFigure figure) {
    return whileOpen(
        () ->
            figure.summed()
                ? database.getAggregatedLongProperty(figure.property())
                : database.getLongProperty(figure.property()));
  }

  @FunctionalInterface
  private interface DatabaseCall<T> {
    T run() throws RocksDBException;
  }

  /** Holds off {@link #close}, since a call into a closed database would crash the process. */
  private <T> T whileOpen(DatabaseCall<T> call) {
    lifecycle.readLock().lock();
    try {
      if (closed) {
        throw new StorageException("The store is closed");
      }
      return call.run();
    } catch (RocksDBException e) {
      throw new StorageException("The store failed: " + e.getMessage(), e);
    } finally {
      lifecycle.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lifecycle.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      handles.forEach(ColumnFamilyHandle::close);
      database.close();
      options.close();
      familyOptions.close();
      cache.close();
    } finally {
      lifecycle.writeLock().unlock();
    }
  }
}
