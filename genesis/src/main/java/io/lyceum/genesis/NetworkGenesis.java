package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.genesis.InvalidGenesisException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A genesis file.
 *
 * @param text what it holds, as it is handed on to those who join
 * @param start of the chain that it describes
 */
public record NetworkGenesis(String text, Genesis start) {

  private static final long MAX_BYTES = 64 << 20;

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is missing or no genesis file that is supported
   */
  public static NetworkGenesis read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file, "there is no such genesis file");
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file, "a genesis file has at most 64 MiB");
      }
      String text = Files.readString(file);
      return new NetworkGenesis(text, GenesisFile.parse(text));
    } catch (IOException e) {
      throw new ConfigException(file, "the genesis file cannot be read (" + e.getMessage() + ")");
    } catch (InvalidGenesisException e) {
      throw new ConfigException(file, e.getMessage());
    }
  }
}
