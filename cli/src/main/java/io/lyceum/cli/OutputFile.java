package io.lyceum.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write at its end. */
public final class OutputFile {

  private OutputFile() {}

  /**
   * Checks before the work that its result can be written.
   *
   * @throws InputException if not
   */
  public static void requireWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw new InputException(file + " cannot be written: it is a directory");
    }
    if (!Files.isWritable(file.toAbsolutePath().getParent())) {
      throw new InputException(file + " cannot be written: its directory is missing or closed");
    }
  }
}
