package io.lyceum.ledger.storage;

import org.apache.tuweni.bytes.Bytes;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Writes that are applied together by {@link #commit}; dropped by {@link #close}. */
final class WriteTransaction implements AutoCloseable {

  private final RocksDbStore store;
  private final WriteBatch batch;

  WriteTransaction(RocksDbStore store, WriteBatch batch) {
    this.store = store;
    this.batch = batch;
  }

  void put(Column column, Bytes key, Bytes value) {
    try {
      batch.put(store.family(column), key.toArrayUnsafe(), value.toArrayUnsafe());
    } catch (RocksDBException e) {
      throw new StorageException("Cannot prepare a write", e);
    }
  }

  void delete(Column column, Bytes key) {
    try {
      batch.delete(store.family(column), key.toArrayUnsafe());
    } catch (RocksDBException e) {
      throw new StorageException("Cannot prepare a write", e);
    }
  }

  /** Applies all of it; on return it is on the disk. */
  void commit() {
    commit(Durability.AT_ONCE);
  }

  /** Applies all of it. */
  void commit(Durability durability) {
    store.write(batch, durability);
  }

  @Override
  public void close() {
    batch.close();
  }
}
