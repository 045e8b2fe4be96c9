package io.lyceum.cli.node;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.genesis.config.ExactSettings;
import io.lyceum.learner.engine.EngineClass;
import io.lyceum.learner.engine.MachineEngines;
import io.lyceum.learner.training.exact.ExactOptions;
import io.lyceum.learner.training.exact.KernelChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The engines that a node's configuration names. */
final class ConfiguredEngines {

  private ConfiguredEngines() {}

  /**
   * Those of them that this machine may run; they start when they are needed.
   *
   * @param file the configuration
   * @throws ConfigException if it names a class of which this software has no engine
   */
  static MachineEngines of(Path file, List<String> ids, ExactSettings exact) {
    List<EngineClass> classes = new ArrayList<>();
    for (String id : ids) {
      try {
        classes.add(EngineClass.of(id));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(file, "key 'engine-classes': " + e.getMessage());
      }
    }
    ExactOptions options =
        new ExactOptions(exact.threads(), KernelChoice.fastest(), exact.recompute());
    return new MachineEngines(classes, options);
  }
}
