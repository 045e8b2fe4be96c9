package io.lyceum.ledger.storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * Small records of another module, for example consensus' write-ahead record. Each write is on the
 * disk when the call returns. The prefix keeps the modules apart.
 */
public final class RecordStore {

  private final RocksDbStore store;
  private final Bytes prefix;

  RecordStore(RocksDbStore store, String namespace) {
    this.store = store;
    this.prefix = Bytes.wrap((namespace + "/").getBytes(StandardCharsets.UTF_8));
  }

  /** The record at a key. */
  public Optional<Bytes> get(Bytes key) {
    return store.get(Column.RECORDS, prefixed(key));
  }

  /** Writes a record. When this returns, the record outlives a crash of the machine. */
  public void putSync(Bytes key, Bytes value) {
    try (WriteTransaction write = store.begin()) {
      write.put(Column.RECORDS, prefixed(key), value);
      write.commit();
    }
  }

  /** Deletes a record, if it is there. */
  public void delete(Bytes key) {
    try (WriteTransaction write = store.begin()) {
      write.delete(Column.RECORDS, prefixed(key));
      write.commit();
    }
  }

  private Bytes prefixed(Bytes key) {
    return Bytes.concatenate(prefix, key);
  }
}
