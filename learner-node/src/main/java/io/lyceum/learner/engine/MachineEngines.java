package io.lyceum.learner.engine;

import io.lyceum.learner.training.EngineUnavailableException;
import io.lyceum.learner.training.TrainingEngine;
import io.lyceum.learner.training.exact.ExactOptions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines that this machine may run, for the nodes of this process. Each starts with the first
 * job of its class: natives of a class that no job names are never loaded.
 */
public final class MachineEngines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MachineEngines.class);

  private final ExactOptions exact;
  private final Engines engines;
  private final List<TrainingEngine> started = new ArrayList<>();
  private boolean closed;

  /**
   * Those of some classes. One that cannot run here keeps no other from running; the log says why
   * it is missing, at once or when it fails to start.
   *
   * @param exact how {@code exact-1} is computed here
   */
  public MachineEngines(List<EngineClass> classes, ExactOptions exact) {
    this.exact = exact;
    this.engines =
        Engines.onDemand(
            classes.stream()
                .filter(MachineEngines::mayRun)
                .map(known -> new EngineSource(known.id(), () -> start(known)))
                .toList());
  }

  private static boolean mayRun(EngineClass engineClass) {
    try {
      engineClass.requireConditions();
      return true;
    } catch (EngineUnavailableException e) {
      LOG.warn("This node runs without the engine class {}. {}", engineClass.id(), e.getMessage());
      return false;
    }
  }

  private synchronized TrainingEngine start(EngineClass engineClass) {
    if (closed) {
      throw new IllegalStateException("The engines are closed");
    }
    TrainingEngine engine = engineClass.open(exact);
    started.add(engine);
    return engine;
  }

  /** The engines; they end when this is closed. */
  public Engines engines() {
    return engines;
  }

  @Override
  public synchronized void close() {
    closed = true;
    started.reversed().forEach(TrainingEngine::close);
    started.clear();
  }
}
