package io.lyceum.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.genesis.config.ExactSettings;
import io.lyceum.learner.engine.MachineEngines;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfiguredEnginesTest {

  private static final Path FILE = Path.of("learner.toml");

  @Test
  void aClassThatNobodyKnowsIsABadConfiguration() {
    assertThatThrownBy(
            () -> ConfiguredEngines.of(FILE, List.of("exact-1", "exact-9"), ExactSettings.DEFAULT))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(FILE + ": key 'engine-classes': 'exact-9' is no engine class");
  }

  @Test
  void onlyTheClassesThatItNamesAreRun() {
    try (MachineEngines machine =
        ConfiguredEngines.of(FILE, List.of("exact-1"), new ExactSettings(2, true))) {
      assertThat(machine.engines().classes()).containsExactly("exact-1");
    }
    try (MachineEngines none = ConfiguredEngines.of(FILE, List.of(), ExactSettings.DEFAULT)) {
      assertThat(none.engines().classes()).isEmpty();
    }
  }
}
