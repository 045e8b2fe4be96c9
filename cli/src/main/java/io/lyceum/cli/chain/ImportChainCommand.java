package io.lyceum.cli.chain;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.ledger.chain.BlockImporter;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.exchange.BlockFileReader;
import io.lyceum.ledger.exchange.ChainImport;
import io.lyceum.ledger.exchange.RefusedBlockException;
import io.lyceum.ledger.storage.Blockchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file of blocks. */
@Command(
    name = "import",
    description = {
      "Import a file of blocks, such as Besu's 'blocks export' writes.",
      "Every rule is checked. An import that was interrupted goes on when it is started again. At"
          + " the first block that breaks a rule, block and rule are named, the exit code is 1, and"
          + " the blocks before it are kept."
    },
    mixinStandardHelpOptions = true)
public final class ImportChainCommand implements Callable<Integer> {

  private static final int CACHED_CODES = 1024;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The blocks' RLPs, one after another.")
  private Path file;

  @Mixin private ChainDirectory directory;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException("There is no file " + file);
    }
    try (var open = directory.openOrBegin();
        ExecutorService recovery =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        BlockFileReader reader = BlockFileReader.open(file)) {
      long before = open.chain().head().number();
      importAll(open.chain(), recovery, reader);
      long head = open.chain().head().number();
      spec.commandLine()
          .getOut()
          .printf(
              "Imported %d blocks; the head is block %d, %s%n",
              head - before, head, open.chain().headHash());
    }
    return CommandLine.ExitCode.OK;
  }

  private void importAll(Blockchain chain, ExecutorService recovery, BlockFileReader reader)
      throws IOException {
    double size = Files.size(file);
    var progress = new ProgressLines(spec.commandLine().getErr(), System::nanoTime);
    var importer = new BlockImporter(chain, new CodeCache(CACHED_CODES));
    try {
      new ChainImport(chain, importer, recovery, () -> Instant.now().getEpochSecond())
          .run(reader, (block, outcome) -> progress.done(block.number(), reader.position() / size));
    } catch (RefusedBlockException e) {
      throw new CommandFailure(e.getMessage());
    }
  }
}
