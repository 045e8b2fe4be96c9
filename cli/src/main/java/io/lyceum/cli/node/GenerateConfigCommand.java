package io.lyceum.cli.node;

import io.lyceum.genesis.config.AuthorityConfig;
import io.lyceum.genesis.config.ExactSettings;
import io.lyceum.genesis.config.GrpcAddress;
import io.lyceum.genesis.config.IdentityFiles;
import io.lyceum.genesis.config.LearnerConfig;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.genesis.config.RpcAccess;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.ledger.types.Address;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a commented configuration file to start from. */
@Command(
    name = "generate-config",
    description = {
      "Print a commented configuration file of a node to start from.",
      "'lyceum network create' writes complete ones."
    },
    mixinStandardHelpOptions = true)
public final class GenerateConfigCommand implements Callable<Integer> {

  /** The kinds of nodes. */
  public enum Kind {
    /** Seals blocks and verifies proofs. */
    AUTHORITY,
    /** Trains and submits proofs. */
    LEARNER
  }

  @Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "KIND", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Override
  public Integer call() {
    Path file = Path.of("node.toml").toAbsolutePath();
    spec.commandLine()
        .getOut()
        .print(
            switch (kind) {
              case AUTHORITY -> authority(file.getParent()).toToml(file);
              case LEARNER -> learner(file.getParent()).toToml(file);
            });
    return CommandLine.ExitCode.OK;
  }

  private static AuthorityConfig authority(Path directory) {
    return new AuthorityConfig(
        directory.resolve("genesis.json"),
        directory.resolve("data"),
        IdentityFiles.in(directory),
        new ListenAddress("127.0.0.1", 8545),
        Optional.of(new ListenAddress("127.0.0.1", 8546)),
        RpcAccess.LOOPBACK,
        new GrpcAddress("0.0.0.0", 30400, Optional.of("node.example")),
        Optional.of(new ListenAddress("127.0.0.1", 9545)),
        EngineClass.ids(),
        ExactSettings.DEFAULT,
        Optional.empty(),
        List.of(peer(1, "authority-2.example", 30400)),
        List.of());
  }

  private static LearnerConfig learner(Path directory) {
    return new LearnerConfig(
        directory.resolve("data"),
        // As an address, it stands for one that the operator fills in.
        Bytes32.ZERO,
        IdentityFiles.in(directory),
        List.of(URI.create("http://authority-1.example:8545")),
        Optional.empty(),
        new GrpcAddress("0.0.0.0", 30400, Optional.of("node.example")),
        EngineClass.ids(),
        ExactSettings.DEFAULT,
        Optional.empty(),
        List.of(peer(1, "authority-1.example", 30400)),
        Optional.empty());
  }

  // The address stands for one that the operator fills in.
  private static PeerEntry peer(int number, String host, int port) {
    Bytes address =
        Bytes.concatenate(Bytes.wrap(new byte[Address.SIZE - 1]), Bytes.of((byte) number));
    return new PeerEntry(new Address(address), host, port);
  }
}
