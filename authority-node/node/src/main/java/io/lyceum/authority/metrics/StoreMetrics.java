package io.lyceum.authority.metrics;

import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.storage.StoreFigure;
import io.micrometer.core.instrument.Tags;

/** What RocksDB says about itself. */
public final class StoreMetrics {

  private StoreMetrics() {}

  /** Registers the metrics of a store. */
  public static void register(NodeMetrics metrics, RocksDbStore store) {
    gauge(metrics, store, StoreFigure.LIVE_DATA, "live.data", "Estimated bytes of live data");
    gauge(metrics, store, StoreFigure.FILES, "files", "Bytes of the files that hold data");
    gauge(metrics, store, StoreFigure.WRITE_BUFFERS, "write.buffers", "Bytes in write buffers");
    gauge(metrics, store, StoreFigure.BLOCK_CACHE, "block.cache", "Bytes in the block cache");
    gauge(
        metrics,
        store,
        StoreFigure.PENDING_COMPACTION,
        "pending.compaction",
        "Estimated bytes that compaction has yet to rewrite");
  }

  private static void gauge(
      NodeMetrics metrics, RocksDbStore store, StoreFigure figure, String name, String help) {
    metrics.gauge("lyceum.store." + name, "bytes", help, Tags.empty(), () -> store.figure(figure));
  }
}
