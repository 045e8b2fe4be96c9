package io.lyceum.learner.engine;

import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines that this machine can run, started for the nodes of this process. */
public final class MachineEngines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MachineEngines.class);

  private final List<TrainingEngine> started;
  private final Engines engines;

  private MachineEngines(List<TrainingEngine> started) {
    this.started = List.copyOf(started);
    this.engines = new Engines(started);
  }

  /**
   * Starts an engine of each class. One that cannot run here keeps no other from running; the log
   * says why it is missing.
   *
   * @param exact how {@code exact-1} is computed here
   */
  public static MachineEngines start(List<EngineClass> classes, ExactOptions exact) {
    List<TrainingEngine> started = new ArrayList<>();
    for (EngineClass engineClass : classes) {
      try {
        started.add(engineClass.open(exact));
      } catch (EngineUnavailableException e) {
        LOG.warn(
            "This node runs without the engine class {}. {}", engineClass.id(), e.getMessage());
      }
    }
    return new MachineEngines(started);
  }

  /** Those that started; they end when this is closed. */
  public Engines engines() {
    return engines;
  }

  @Override
  public void close() {
    started.reversed().forEach(TrainingEngine::close);
  }
}
