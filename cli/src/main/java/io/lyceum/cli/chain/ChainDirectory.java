package io.lyceum.cli.chain;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.genesis.NetworkGenesis;
import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that name a chain on disk, and the way to open it. */
final class ChainDirectory {

  /** The store of the chain within a node's data directory. */
  private static final String STORE = "chain";

  /** What an authority's own directory has, which names its data directory. */
  private static final String NODE_CONFIG = "authority.toml";

  /** What every RocksDB database has. */
  private static final String DATABASE_MARK = "CURRENT";

  @Option(
      names = {"--data", "--data-path"},
      paramLabel = "DIR",
      required = true,
      description =
          "The directory of an authority, or its data directory; no node may run on it meanwhile.")
  private Path data;

  @Option(
      names = {"--genesis", "--genesis-file"},
      paramLabel = "FILE",
      required = true,
      description = "The genesis file of the chain.")
  private Path genesis;

  /** A chain and its store. */
  record OpenChain(RocksDbStore store, Blockchain chain) implements AutoCloseable {
    @Override
    public void close() {
      store.close();
    }
  }

  /**
   * Opens the chain, which begins with block 0 if there is none.
   *
   * @throws io.lyceum.genesis.config.ConfigException if the genesis file cannot be used
   * @throws CommandFailure if the directory is in use or has a chain with another genesis
   */
  OpenChain openOrBegin() {
    return open(NetworkGenesis.read(genesis).start());
  }

  /**
   * Opens the chain.
   *
   * @throws InputException if there is none
   * @throws io.lyceum.genesis.config.ConfigException if the genesis file cannot be used
   * @throws CommandFailure if the directory is in use or has a chain with another genesis
   */
  OpenChain openExisting() {
    if (!isStore(store())) {
      throw new InputException("There is no chain in " + data);
    }
    return open(NetworkGenesis.read(genesis).start());
  }

  private OpenChain open(Genesis start) {
    try {
      RocksDbStore store = RocksDbStore.open(store());
      try {
        return new OpenChain(store, Blockchain.open(store, start));
      } catch (StorageException e) {
        store.close();
        throw e;
      }
    } catch (StorageException e) {
      throw new CommandFailure(e.getMessage());
    }
  }

  private Path store() {
    Path config = data.resolve(NODE_CONFIG);
    return (Files.exists(config) ? AuthorityConfig.read(config).data() : data).resolve(STORE);
  }

  private static boolean isStore(Path directory) {
    return Files.isRegularFile(directory.resolve(DATABASE_MARK));
  }
}
