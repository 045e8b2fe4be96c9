package io.lyceum.ledger.storage;

/** A number of bytes that RocksDB knows about a store. */
public enum StoreFigure {
  /** Estimated, without what was overwritten or deleted. */
  LIVE_DATA("rocksdb.estimate-live-data-size", true),
  /** Of the files that hold data. */
  FILES("rocksdb.total-sst-files-size", true),
  /** Written, and not in a file yet. */
  WRITE_BUFFERS("rocksdb.cur-size-all-mem-tables", true),
  /** Held in the cache that all column families share. */
  BLOCK_CACHE("rocksdb.block-cache-usage", false),
  /** Estimated, that compaction has yet to rewrite. */
  PENDING_COMPACTION("rocksdb.estimate-pending-compaction-bytes", true);

  private final String property;
  private final boolean summed;

  StoreFigure(String property, boolean summed) {
    this.property = property;
    this.summed = summed;
  }

  /** The name in RocksDB. */
  String property() {
    return property;
  }

  /** Whether each column family has its own number. */
  boolean summed() {
    return summed;
  }
}
