package io.lyceum.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the Solidity suite of {@code src/test/solidity} in Foundry's EVM, which is not ours. */
@Tag("system")
class FoundrySuiteTest {

  private static final Path MODULE =
      Path.of(System.getProperty("lyceum.root"), "contracts").toAbsolutePath();
  private static final Path SUITE = MODULE.resolve("src/test/solidity");

  @Test
  void contractsPassTheSuite() throws IOException, InterruptedException {
    NodePackage node =
        NodePackage.install(
            MODULE.resolve("target/foundry"), "solc@0.8.37", "@foundry-rs/forge@1.7.1");
    Path forge = node.directory().resolve("node_modules/.bin/forge");
    assumeTrue(
        node.run(List.of(forge.toString(), "--version")).exitCode() == 0,
        "Foundry does not run here; it needs glibc 2.35 or newer");
    copy(MODULE.resolve("src/main/solidity"), node.directory().resolve("src"));
    copy(SUITE, node.directory().resolve("test"));
    Files.copy(
        SUITE.resolve("foundry.toml"),
        node.directory().resolve("foundry.toml"),
        StandardCopyOption.REPLACE_EXISTING);
    Path compiler = node.directory().resolve("solc");
    Files.copy(SUITE.resolve("solc.js"), compiler, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(compiler, PosixFilePermissions.fromString("rwxr-xr-x"));

    NodePackage.Result result = node.run(List.of(forge.toString(), "test", "--color", "never"));

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("Suite result: ok");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".sol")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
