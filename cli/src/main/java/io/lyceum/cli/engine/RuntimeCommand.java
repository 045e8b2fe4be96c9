package io.lyceum.cli.engine;

import io.lyceum.cli.CommandFailure;
import io.lyceum.cli.InputException;
import io.lyceum.genesis.config.ConfigException;
import io.lyceum.learner.training.exact.ExactEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a runtime that holds a small Java and the engine's commands, and nothing else. */
@Command(
    name = "runtime",
    description = {
      "Write a folder with a small Java and these commands, to be copied to a machine that has"
          + " neither.",
      "There, DIR/bin/lyceum engine selftest --device cuda needs the NVIDIA driver alone."
    },
    mixinStandardHelpOptions = true)
public final class RuntimeCommand implements Callable<Integer> {

  private static final String LAUNCHED = "io.lyceum.cli.LyceumEngine";

  /** What the commands use of Java: memory is measured through the management modules. */
  private static final String MODULES =
      "java.base,java.management,jdk.management,jdk.incubator.vector";

  /** Jars of the commands, each with a class of the library or module of ours that it holds. */
  private static final Map<String, Class<?>> JARS =
      Map.of(
          "lyceum-cli.jar",
          RuntimeCommand.class,
          "lyceum-learner.jar",
          ExactEngine.class,
          "lyceum-genesis.jar",
          ConfigException.class,
          "picocli.jar",
          CommandLine.class,
          "slf4j-api.jar",
          Logger.class);

  private static final String LAUNCHER =
      """
      #!/bin/sh
      # Runs the engine's commands of lyceum with the Java of this folder.
      #   LYCEUM_JAVA_OPTIONS  further options for the Java virtual machine
      set -eu
      home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
      # shellcheck disable=SC2086
      exec "$home/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \\
        -Dslf4j.internal.verbosity=ERROR ${LYCEUM_JAVA_OPTIONS:-} -cp "$home/lib/lyceum/*" \\
        %s "$@"
      """
          .formatted(LAUNCHED);

  @Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder; it must not exist yet.")
  private Path directory;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(directory)) {
      throw new InputException("%s exists already".formatted(directory));
    }
    link();
    Path jars = Files.createDirectories(directory.resolve("lib/lyceum"));
    for (Map.Entry<String, Class<?>> jar : JARS.entrySet()) {
      copy(location(jar.getValue()), jars.resolve(jar.getKey()));
    }
    Path launcher = directory.resolve("bin/lyceum");
    Files.writeString(launcher, LAUNCHER);
    if (Files.getFileStore(launcher).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    spec.commandLine().getOut().printf("%s: %,d MB%n", launcher, size(directory) / 1_000_000);
    return CommandLine.ExitCode.OK;
  }

  private void link() {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new CommandFailure("This Java has no jlink; use that of a JDK"));
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    int result =
        jlink.run(
            writer,
            writer,
            "--add-modules",
            MODULES,
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-9",
            "--output",
            directory.toString());
    if (result != 0) {
      throw new CommandFailure("jlink failed: " + messages.toString().strip());
    }
  }

  /** The jar, or the folder of classes, that a class was loaded from. */
  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path source, Path jar) throws IOException {
    if (Files.isRegularFile(source)) {
      Files.copy(source, jar);
      return;
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files(source)) {
        zip.putNextEntry(new ZipEntry(source.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    for (Path file : files(folder)) {
      size += Files.size(file);
    }
    return size;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
