package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory with everything that the nodes of a network need: the genesis file, the corpus, and
 * for each node its key, certificate and configuration. It can be moved as a whole.
 *
 * @param genesis the genesis file
 * @param authorities the configuration file of each authority
 * @param learners the configuration file of each learner
 */
public record NetworkDirectory(Path genesis, List<Path> authorities, List<Path> learners) {

  /** Keeps unmodifiable copies. */
  public NetworkDirectory {
    authorities = List.copyOf(authorities);
    learners = List.copyOf(learners);
  }

  /**
   * Draws keys and writes a new network.
   *
   * @param directory absent or empty
   * @param now becomes the time of block 0
   * @throws ConfigException if the directory is not vacant
   * @throws IOException if it cannot be written
   */
  public static NetworkDirectory create(
      Path directory, NetworkPlan plan, FirstJob job, SecureRandom random, Instant now)
      throws IOException {
    requireVacant(directory);
    return new NetworkDirectoryWriter(directory, plan, job, random, now).write();
  }

  /**
   * Checks that a network can be made in a directory: it is absent or empty.
   *
   * @throws ConfigException if not
   */
  public static void requireVacant(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new ConfigException(directory, "this is a file, not a directory");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new ConfigException(directory, "the directory is not empty");
      }
    } catch (IOException e) {
      throw new ConfigException(directory, "the directory cannot be read");
    }
  }
}
