package io.lyceum.cli.network;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.cli.client.Pol;
import io.lyceum.cli.client.RpcOption;
import io.lyceum.contracts.LyceumContracts;
import io.lyceum.genesis.JoiningNode;
import io.lyceum.genesis.NetworkDirectory;
import io.lyceum.genesis.NetworkGenesis;
import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.genesis.GenesisFile;
import io.lyceum.ledger.genesis.InvalidGenesisException;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes32;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a new machine needs to join a network that exists. */
@Command(
    name = "join",
    description = {
      "Write what a new node needs to join a network: genesis, a new key, its certificate and"
          + " configuration; and say how the authorities admit it.",
      "The genesis comes from an authority (--rpc) or from a file (--genesis with --boot-node)."
    },
    mixinStandardHelpOptions = true)
public final class JoinNetworkCommand implements Callable<Integer> {

  /** The kinds of nodes that join. */
  enum Role {
    /** Seals blocks and verifies proofs. */
    AUTHORITY,
    /** Trains and submits proofs. */
    LEARNER
  }

  @Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "An empty directory, or one to be made.")
  private Path directory;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "AUTHORITY",
      description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Role role;

  @Option(names = "--rpc", paramLabel = "URL", description = "JSON-RPC of an authority.")
  private URI rpc;

  @Option(names = "--genesis", paramLabel = "FILE", description = "The network's genesis file.")
  private Path genesisFile;

  @Option(
      names = "--genesis-hash",
      paramLabel = "HASH",
      description = "The hash that block 0 must have, as the network's founders tell it.")
  private String genesisHash;

  @Option(
      names = "--boot-node",
      paramLabel = "ADDRESS@HOST:PORT",
      converter = BootNodeConverter.class,
      description = "An authority's address and where it is reached; may be given several times.")
  private List<PeerEntry> bootNodes = List.of();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "The name or address at which others reach this node (default: ${DEFAULT-VALUE},"
              + " which only nodes of the same machine reach).")
  private String host;

  @Override
  public Integer call() throws IOException {
    requireSources();
    NetworkDirectory.requireVacant(directory);
    NetworkGenesis genesis = genesis();
    JoiningNode node =
        new JoiningNode(
            genesis, host, FreePorts.choose(1).getFirst(), knownBootNodes(), EngineClass.ids());
    JoiningNode.Written written =
        role == Role.AUTHORITY
            ? node.writeAuthority(directory, new SecureRandom(), Instant.now())
            : node.writeLearner(directory, List.of(rpc), new SecureRandom(), Instant.now());
    tell(genesis.start(), written);
    return CommandLine.ExitCode.OK;
  }

  private void requireSources() {
    if (rpc == null && (genesisFile == null || bootNodes.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(),
          "Give --rpc URL of an authority, or --genesis FILE and --boot-node ADDRESS@HOST:PORT");
    }
    if (rpc == null && role == Role.LEARNER) {
      throw new ParameterException(spec.commandLine(), "A learner needs --rpc URL of an authority");
    }
    if (rpc != null && (rpc.getHost() == null || !rpc.getScheme().matches("https?"))) {
      throw new ParameterException(
          spec.commandLine(), "--rpc must be an http or https URL, not '" + rpc + "'");
    }
    if (genesisHash != null && !genesisHash.matches("0x[0-9a-fA-F]{64}")) {
      throw new ParameterException(
          spec.commandLine(), "--genesis-hash must be 0x and 64 hexadecimal digits");
    }
    boolean allHere = isHere() && bootNodes.stream().allMatch(node -> isLoopback(node.host()));
    if (!allHere && isLoopback(host)) {
      throw new ParameterException(
          spec.commandLine(),
          "Other machines do not reach this node at "
              + host
              + "; give by --host the name or address at which they do");
    }
  }

  /** Whether the node that is asked runs on this machine, as far as is known. */
  private boolean isHere() {
    return rpc == null || isLoopback(rpc.getHost());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The genesis, if it is the one that was asked for and the one that the authority follows. */
  private NetworkGenesis genesis() throws IOException {
    NetworkGenesis genesis = genesisFile == null ? toldGenesis() : NetworkGenesis.read(genesisFile);
    Bytes32 hash = genesis.start().hash();
    if (genesisHash != null && !hash.equals(Bytes32.fromHexString(genesisHash))) {
      throw new InputException("The genesis has the hash " + hash + ", not " + genesisHash);
    }
    if (rpc != null) {
      Web3j web3j = Web3j.build(RpcOption.service(rpc));
      DefaultBlockParameter first = DefaultBlockParameter.valueOf(BigInteger.ZERO);
      String followed = RpcOption.ask(web3j.ethGetBlockByNumber(first, false)).getBlock().getHash();
      if (!hash.toHexString().equals(followed)) {
        throw new CommandFailure(
            "The node follows a chain with the genesis " + followed + ", not " + hash);
      }
    }
    return genesis;
  }

  private NetworkGenesis toldGenesis() throws IOException {
    String text = new NetworkSource(RpcOption.service(rpc)).genesis();
    try {
      return new NetworkGenesis(text, GenesisFile.parse(text));
    } catch (InvalidGenesisException e) {
      throw new CommandFailure("The node's genesis cannot be used: " + e.getMessage());
    }
  }

  private List<PeerEntry> knownBootNodes() throws IOException {
    List<PeerEntry> nodes = new ArrayList<>(bootNodes);
    if (rpc != null) {
      for (PeerEntry told : new NetworkSource(RpcOption.service(rpc)).bootNodes()) {
        boolean reached = isHere() || !isLoopback(told.host());
        if (reached && nodes.stream().noneMatch(node -> node.address().equals(told.address()))) {
          nodes.add(told);
        }
      }
    }
    if (nodes.isEmpty()) {
      throw new CommandFailure(
          "The node names no authority that is reached from here; give one by --boot-node");
    }
    return nodes;
  }

  private void tell(Genesis genesis, JoiningNode.Written written) {
    PrintWriter out = spec.commandLine().getOut();
    String kind = role.name().toLowerCase(Locale.ROOT);
    String url = rpc == null ? "URL" : rpc.toString();
    out.printf("Wrote %s %s into %s%n", kind, written.address(), directory);
    out.printf(
        "chain %s, genesis %s%s%n",
        genesis.config().chainId().toBigInteger(),
        genesis.hash(),
        genesisHash == null ? ": compare it with what the network's founders say" : "");
    if (role == Role.AUTHORITY) {
      out.println("Somebody sends it POL, and it deposits its bond:");
      out.printf(
          "  lyceum send --key FILE --to %s --amount AMOUNT --rpc %s%n", written.address(), url);
      out.printf(
          "  lyceum authority deposit --key %s --amount %s --rpc %s%n",
          written.key(), leastBond().orElse("AMOUNT"), url);
    } else {
      out.println("Somebody sends it POL for the bonds that it deposits by itself:");
      out.printf(
          "  lyceum send --key FILE --to %s --amount AMOUNT --rpc %s%n", written.address(), url);
    }
    out.println("67 % of the authorities admit it, each by");
    out.printf("  lyceum %s admit %s --key FILE --rpc %s%n", kind, written.address(), url);
    out.println("Start it:");
    out.printf("  lyceum %s run --config %s%n", kind, written.config());
  }

  private Optional<String> leastBond() {
    if (rpc == null) {
      return Optional.empty();
    }
    LyceumContracts contracts =
        LyceumContracts.readOnly(Web3j.build(RpcOption.service(rpc)), Address.ZERO.toString());
    return Optional.of(
        Pol.format(RpcOption.read(contracts.authorities().minimumBond())).replace(" POL", ""));
  }
}
