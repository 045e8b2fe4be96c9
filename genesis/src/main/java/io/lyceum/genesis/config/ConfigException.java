package io.lyceum.genesis.config;

import java.nio.file.Path;

/** A file of a node or network cannot be used. The message is one sentence that names the file. */
public final class ConfigException extends RuntimeException {

  /**
   * @param file the file at fault
   * @param problem what is wrong with it, as the rest of a sentence, without a full stop
   */
  public ConfigException(Path file, String problem) {
    super(file + ": " + problem + ".");
  }
}
