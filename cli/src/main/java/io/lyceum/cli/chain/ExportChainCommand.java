package io.lyceum.cli.chain;

import io.lyceum.cli.InputException;
import io.lyceum.ledger.exchange.ChainExport;
import io.lyceum.ledger.storage.Blockchain;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports a chain to a file of blocks. */
@Command(
    name = "export",
    description = {
      "Export a chain to a file of blocks.",
      "'lyceum chain import' reads it, and so does Besu's 'blocks import'."
    },
    mixinStandardHelpOptions = true)
public final class ExportChainCommand implements Callable<Integer> {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ChainDirectory directory;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, in the place of one that is there.")
  private Path file;

  @Option(
      names = {"--from", "--start-block"},
      paramLabel = "N",
      description = "The first block. Default: 0.")
  private long from;

  @Option(
      names = {"--until", "--end-block"},
      paramLabel = "N",
      description = "The number after the last block. Default: that after the head.")
  private Long until;

  @Override
  public Integer call() throws IOException {
    try (var open = directory.openExisting()) {
      long end = until == null ? open.chain().head().number() + 1 : until;
      export(open.chain(), end);
      spec.commandLine().getOut().printf("Exported %d blocks to %s%n", end - from, file);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Through a file beside it, so that what stands under the name is always whole. */
  private void export(Blockchain chain, long end) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        write(chain, end, output);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void write(Blockchain chain, long end, OutputStream output) throws IOException {
    var progress = new ProgressLines(spec.commandLine().getErr(), System::nanoTime);
    double count = Math.max(1, end - from);
    try {
      new ChainExport(chain)
          .write(from, end, output, number -> progress.done(number, (number + 1 - from) / count));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage());
    }
  }
}
