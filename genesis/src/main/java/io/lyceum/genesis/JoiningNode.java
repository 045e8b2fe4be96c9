package io.lyceum.genesis;

import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.ConfigException;
import io.lyceum.genesis.config.ExactSettings;
import io.lyceum.genesis.config.GrpcAddress;
import io.lyceum.genesis.config.IdentityFiles;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.genesis.config.RpcAccess;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node that is to join a network which exists already.
 *
 * @param genesis of the network
 * @param host the name or address at which others reach this node
 * @param ports where it listens
 * @param bootNodes authorities that it tries first
 * @param engineClasses the classes of arithmetic that its machine may compute with
 */
public record JoiningNode(
    NetworkGenesis genesis,
    String host,
    NodePorts ports,
    List<PeerEntry> bootNodes,
    List<String> engineClasses) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String EVERY_INTERFACE = "0.0.0.0";

  /** Keeps unmodifiable copies. */
  public JoiningNode {
    bootNodes = List.copyOf(bootNodes);
    engineClasses = List.copyOf(engineClasses);
  }

  /**
   * What was written.
   *
   * @param address of the key that was drawn
   * @param key its file
   * @param config the configuration file
   */
  public record Written(Address address, Path key, Path config) {}

  /**
   * Draws a key and writes an authority's directory.
   *
   * @param directory absent or empty
   * @throws ConfigException if the directory is not vacant
   * @throws IOException if it cannot be written
   */
  public Written writeAuthority(Path directory, SecureRandom random, Instant now)
      throws IOException {
    Path root = open(directory);
    KeyPair key = NodeKeyFile.draw(random);
    IdentityFiles identity = NodeIdentity.write(root, key, random, now);
    Path file = root.resolve("authority.toml");
    AuthorityConfig config =
        new AuthorityConfig(
            Files.writeString(root.resolve("genesis.json"), genesis.text()),
            root.resolve("data"),
            identity,
            new ListenAddress(LOOPBACK, ports.rpc()),
            Optional.of(new ListenAddress(LOOPBACK, ports.webSocket())),
            RpcAccess.LOOPBACK,
            grpc(),
            Optional.of(new ListenAddress(LOOPBACK, ports.metrics())),
            engineClasses,
            ExactSettings.DEFAULT,
            Optional.empty(),
            bootNodes,
            List.of());
    return new Written(key.address(), identity.key(), Files.writeString(file, config.toToml(file)));
  }

  /**
   * Draws a key and writes a learner's directory.
   *
   * @param directory absent or empty
   * @param rpc JSON-RPC of authorities
   * @throws ConfigException if the directory is not vacant
   * @throws IOException if it cannot be written
   */
  public Written writeLearner(Path directory, List<URI> rpc, SecureRandom random, Instant now)
      throws IOException {
    Path root = open(directory);
    KeyPair key = NodeKeyFile.draw(random);
    IdentityFiles identity = NodeIdentity.write(root, key, random, now);
    Path file = root.resolve("learner.toml");
    LearnerConfig config =
        new LearnerConfig(
            root.resolve("data"),
            genesis.start().hash(),
            identity,
            rpc,
            Optional.empty(),
            grpc(),
            engineClasses,
            ExactSettings.DEFAULT,
            Optional.empty(),
            bootNodes,
            Optional.empty());
    return new Written(key.address(), identity.key(), Files.writeString(file, config.toToml(file)));
  }

  private static Path open(Path directory) throws IOException {
    NetworkDirectory.requireVacant(directory);
    return Files.createDirectories(directory).toAbsolutePath().normalize();
  }

  /** A loopback name is bound alone; behind any other name it listens everywhere. */
  private GrpcAddress grpc() throws IOException {
    return InetAddress.getByName(host).isLoopbackAddress()
        ? GrpcAddress.at(host, ports.grpc())
        : new GrpcAddress(EVERY_INTERFACE, ports.grpc(), Optional.of(host));
  }
}
