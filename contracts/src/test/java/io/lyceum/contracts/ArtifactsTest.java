package io.lyceum.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArtifactsTest {

  private static final Path MODULE = Path.of(System.getProperty("lyceum.root"), "contracts");
  private static final Path COMMITTED = MODULE.resolve("src/main/resources/io/lyceum/contracts");

  @Test
  void runtimeCodeStaysUnderTheCodeSizeLimitOfEip170() {
    for (Predeployed contract : Predeployed.values()) {
      // Creation code holds the runtime code, so its size is a bound.
      assertThat(contract.bytecode().length() / 2).as(contract.name()).isLessThan(24_576);
    }
  }

  @Test
  @Tag("system")
  void committedArtifactsAreWhatTheSourcesCompileTo() throws IOException, InterruptedException {
    NodePackage node =
        NodePackage.install(MODULE.resolve("target/solc").toAbsolutePath(), "solc@0.8.37");
    Path compiled = Files.createTempDirectory(node.directory(), "artifacts");

    NodePackage.Result result =
        node.run(List.of("node", MODULE.resolve("compile.js").toString(), compiled.toString()));

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(contents(compiled))
        .as("Artifacts are stale: run npm install && npm run compile in contracts/")
        .isEqualTo(contents(COMMITTED));
  }

  private static SortedMap<String, String> contents(Path directory) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
