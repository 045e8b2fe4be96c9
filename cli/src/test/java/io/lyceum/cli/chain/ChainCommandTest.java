package io.lyceum.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lyceum.cli.network.NetworkCommand;
import io.lyceum.ledger.storage.RocksDbStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ChainCommandTest {

  private static final Path BESU =
      Path.of(System.getProperty("lyceum.shared", "")).resolve("vectors/besu/chain4-contract");
  private static final Path GENESIS = BESU.resolve("genesis.json");
  private static final Path BLOCKS = BESU.resolve("blocks.rlp");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private Exception failure;

  @BeforeEach
  void requireVectors() {
    assumeTrue(Files.isDirectory(BESU), "The chains that Besu wrote are not on this machine");
  }

  private int run(Object... arguments) {
    return new CommandLine(new ChainCommand())
        .setOut(new PrintWriter(out, true))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              failure = e;
              return 1;
            })
        .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  private int runImport(Path file, Path data) {
    return run("import", file, "--data", data, "--genesis", GENESIS);
  }

  private int runExport(Path data, Path to, Object... more) {
    Object[] arguments = {"export", "--data", data, "--genesis", GENESIS, "--to", to};
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  @Test
  void whatIsImportedIsExportedByteForByte() throws IOException {
    Path to = directory.resolve("out.rlp");

    assertThat(runImport(BLOCKS, directory)).isZero();
    assertThat(out.toString()).contains("Imported 30 blocks; the head is block 30, 0x");
    assertThat(runExport(directory, to)).isZero();
    assertThat(out.toString()).contains("Exported 31 blocks to " + to);

    assertThat(to).hasSameBinaryContentAs(BLOCKS);
    assertThat(directory.resolve("out.rlp.part")).doesNotExist();
  }

  @Test
  void partsOfAChainAreImportedOneAfterAnother() {
    Path first = directory.resolve("first.rlp");
    Path second = directory.resolve("second.rlp");
    Path copy = directory.resolve("copy");
    assertThat(runImport(BLOCKS, directory)).isZero();

    assertThat(runExport(directory, first, "--end-block", "11")).isZero();
    assertThat(runExport(directory, second, "--from", "11", "--until", "31")).isZero();
    assertThat(runImport(second, copy)).isEqualTo(1);
    assertThat(failure).hasMessageStartingWith("Block 11 breaks the rule ANCESTRY");
    assertThat(runImport(first, copy)).isZero();
    assertThat(runImport(second, copy)).isZero();
    assertThat(out.toString()).contains("Imported 10 blocks", "Imported 20 blocks");
  }

  @Test
  void nodesOwnDirectoryIsUnderstood() {
    Path network = directory.resolve("network");
    Path node = network.resolve("authority-2");
    int created =
        new CommandLine(new NetworkCommand())
            .setOut(new PrintWriter(out, true))
            .execute("create", network.toString());
    assertThat(created).isZero();

    assertThat(runImport(BLOCKS, node)).isZero();

    assertThat(node.resolve("data/chain/CURRENT")).isRegularFile();
    assertThat(runExport(node.resolve("data"), directory.resolve("out.rlp"))).isZero();
    assertThat(out.toString()).contains("Exported 31 blocks");
  }

  @Test
  void directoryInUseIsRefused() {
    try (RocksDbStore store = RocksDbStore.open(directory.resolve("chain"))) {
      assertThat(store.records("test")).isNotNull();

      assertThat(runImport(BLOCKS, directory)).isEqualTo(1);
      assertThat(failure).hasMessageEndingWith("is in use");
    }
  }

  @Test
  void directoryOfAnotherGenesisIsRefused() {
    assertThat(runImport(BLOCKS, directory)).isZero();
    Path other = BESU.resolveSibling("chain1");

    assertThat(
            run(
                "import",
                other.resolve("blocks.rlp"),
                "--data",
                directory,
                "--genesis",
                other.resolve("genesis.json")))
        .isEqualTo(1);
    assertThat(failure).hasMessageContaining("genesis");
  }

  @Test
  void exportNeedsAChainAndBlocksThatItHas() {
    Path to = directory.resolve("out.rlp");
    assertThat(runExport(directory, to)).isEqualTo(1);
    assertThat(failure).hasMessage("There is no chain in " + directory);
    assertThat(directory.resolve("chain")).doesNotExist();

    assertThat(runImport(BLOCKS, directory)).isZero();
    assertThat(runExport(directory, to, "--until", "32")).isEqualTo(1);
    assertThat(failure).hasMessageContaining("from 0 to 30");
    assertThat(to).doesNotExist();
  }

  @Test
  void progressIsToldEveryFewSeconds() {
    StringWriter told = new StringWriter();
    long[] now = {0};
    ProgressLines progress = new ProgressLines(new PrintWriter(told), () -> now[0]);

    progress.done(1, 0.25);
    assertThat(told.toString()).isEmpty();
    now[0] = 4_000_000_000L;
    progress.done(2, 0.5);

    assertThat(told.toString()).isEqualToIgnoringNewLines("Block 2, 50 %, 1 blocks/s");
  }
}
