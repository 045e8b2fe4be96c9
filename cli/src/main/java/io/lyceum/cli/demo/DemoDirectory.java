package io.lyceum.cli.demo;

import io.lyceum.genesis.NetworkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the demonstration keeps its files: a directory of the user's, or one that goes at the end.
 */
final class DemoDirectory implements AutoCloseable {

  private final Path path;
  private final boolean temporary;
  private boolean needed = true;

  private DemoDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * A place for a new network.
   *
   * @param given the user's choice, absent or empty
   * @throws io.lyceum.genesis.config.ConfigException if something is in the user's directory
   */
  static DemoDirectory at(Optional<Path> given) throws IOException {
    if (given.isEmpty()) {
      return new DemoDirectory(Files.createTempDirectory("lyceum-demo-"), true);
    }
    NetworkDirectory.requireVacant(given.get());
    return new DemoDirectory(Files.createDirectories(given.get()), false);
  }

  /** The directory, where the log is written. */
  Path path() {
    return path;
  }

  /** Where the network is written. */
  Path network() {
    return path.resolve("network");
  }

  /** Says that all went well, so that nobody needs to look into the files. */
  void done() {
    needed = false;
  }

  /** Deletes a temporary directory that nobody needs any more. */
  @Override
  public void close() throws IOException {
    if (needed || !temporary) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
