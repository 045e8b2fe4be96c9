package io.lyceum.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The launcher builds the command without any tests, and Maven then resolves what the command's
 * module names, for tests too: a module of tests among it would end the first start in a fresh
 * clone, where none has been built.
 */
class LauncherBuildTest {

  private final Path root = Path.of(System.getProperty("lyceum.root"));

  @Test
  void commandNeedsNoTestsOfOtherModules() throws IOException {
    assertThat(Files.readString(root.resolve("lyceum"))).contains("-Dmaven.test.skip=true -pl cli");
    assertThat(Files.readString(root.resolve("cli/pom.xml"))).doesNotContain("test-jar");
  }
}
