package io.lyceum.ledger.statetest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Finds the files of state tests: single ones, those of folders and of archives. In a folder or an
 * archive, what is hidden (its name or that of a folder begins with a dot) is an index, no test.
 */
final class StateTestFiles {

  private static final String JSON = ".json";
  private static final String ARCHIVE = ".tar.gz";

  /** Takes a file. */
  interface Consumer {
    void accept(String path, byte[] content) throws IOException;
  }

  private StateTestFiles() {}

  /**
   * Gives a consumer the JSON files of a path, those of a folder in the order of their names.
   *
   * @throws IOException if there is nothing at the path, or it cannot be read
   */
  static void forEach(Path path, Consumer consumer) throws IOException {
    if (!Files.isDirectory(path)) {
      open(path, consumer);
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(path)) {
      files =
          found
              .filter(file -> isTestFile(file) && !isHidden(path.relativize(file)))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      open(file, consumer);
    }
  }

  private static boolean isTestFile(Path path) {
    String name = path.toString();
    return Files.isRegularFile(path) && (name.endsWith(JSON) || name.endsWith(ARCHIVE));
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static void open(Path path, Consumer consumer) throws IOException {
    if (!path.toString().endsWith(ARCHIVE)) {
      consumer.accept(path.toString(), Files.readAllBytes(path));
      return;
    }
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      TarArchive.forEachFile(
          in,
          (name, content) -> {
            if (name.endsWith(JSON) && !isHidden(Path.of(name).normalize())) {
              consumer.accept(name, content);
            }
          });
    }
  }
}
