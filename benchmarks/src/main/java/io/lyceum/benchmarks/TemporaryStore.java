package io.lyceum.benchmarks;

import io.lyceum.ledger.storage.RocksDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An empty RocksDB in a directory that goes with it. */
final class TemporaryStore implements AutoCloseable {

  private final Path directory;
  private final RocksDbStore store;

  TemporaryStore() throws IOException {
    directory = Files.createTempDirectory("lyceum-import");
    store = RocksDbStore.open(directory);
  }

  RocksDbStore store() {
    return store;
  }

  /** Closes the store and deletes its directory. */
  @Override
  public void close() throws IOException {
    store.close();
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
