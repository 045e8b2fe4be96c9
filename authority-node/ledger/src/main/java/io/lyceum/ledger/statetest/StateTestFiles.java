package io.lyceum.ledger.statetest;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

  /** Opens a file when its turn has come. */
  interface Content {
    InputStream open() throws IOException;
  }

  /** Takes what is found. */
  interface Consumer {

    /**
     * A file.
     *
     * @param named whether the user named it, so that it should hold tests
     */
    void file(String path, Content content, boolean named) throws IOException;

    /** An archive cannot be read to its end. */
    void unreadable(String path, String finding);
  }

  private StateTestFiles() {}

  /**
   * Gives a consumer the JSON files of a path, those of a folder in the order of their names.
   *
   * @throws IOException if a folder cannot be read, or the consumer throws it
   */
  static void forEach(Path path, Consumer consumer) throws IOException {
    if (!Files.isDirectory(path)) {
      open(path, true, consumer);
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
      open(file, false, consumer);
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

  private static boolean isTestEntry(String name) {
    try {
      return name.endsWith(JSON) && !isHidden(Path.of(name).normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void open(Path path, boolean named, Consumer consumer) throws IOException {
    if (!path.toString().endsWith(ARCHIVE)) {
      consumer.file(path.toString(), () -> Files.newInputStream(path), named);
      return;
    }
    TarArchive archive;
    try {
      archive =
          new TarArchive(
              new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path))),
              StateTestFiles::isTestEntry);
    } catch (IOException e) {
      consumer.unreadable(path.toString(), "it is no archive: " + e.getMessage());
      return;
    }
    try (archive) {
      while (true) {
        TarArchive.Entry entry;
        try {
          entry = archive.next();
        } catch (IOException e) {
          consumer.unreadable(path.toString(), "the archive breaks off: " + e.getMessage());
          return;
        }
        if (entry == null) {
          return;
        }
        consumer.file(entry.name(), () -> new ByteArrayInputStream(entry.content()), false);
      }
    }
  }
}
