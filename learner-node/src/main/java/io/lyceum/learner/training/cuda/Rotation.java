package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.lyceum.learner.training.exact.Dimensions;
import io.lyceum.learner.training.exact.RotaryTables;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The rotary embedding of queries and keys, from tables that are computed on the host. */
final class Rotation {

  private final Dimensions d;
  private final Launcher launcher;
  private final DeviceMemory queryCosines;
  private final DeviceMemory querySines;
  private final DeviceMemory keyCosines;
  private final DeviceMemory keySines;

  Rotation(Dimensions d, double theta, Launcher launcher, Workspace workspace) {
    this.d = d;
    this.launcher = launcher;
    RotaryTables queries = RotaryTables.ofQueries(d, theta);
    RotaryTables keys = RotaryTables.ofKeys(d, theta);
    this.queryCosines = copy(queries.cosines(), workspace);
    this.querySines = copy(queries.sines(), workspace);
    this.keyCosines = copy(keys.cosines(), workspace);
    this.keySines = copy(keys.sines(), workspace);
  }

  private static DeviceMemory copy(float[] table, Workspace workspace) {
    DeviceMemory memory = workspace.floats(table.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocateFrom(JAVA_FLOAT, table);
      memory.put(host);
    }
    return memory;
  }

  /**
   * Turns the queries and keys of some tokens.
   *
   * @param sign 1, or −1 to turn back
   */
  void turn(DeviceMemory projected, int tokens, float sign) {
    int half = d.headSize() / 2;
    long pairs = (long) tokens * (d.heads() + d.keyValueHeads()) * half;
    launcher
        .with(projected)
        .with(queryCosines)
        .with(querySines)
        .with(keyCosines)
        .with(keySines)
        .with(pairs)
        .with(d.context())
        .with(d.projectedWidth())
        .with(d.heads())
        .with(d.keyValueHeads())
        .with(half)
        .with(sign)
        .launch(Kernel.ROTATE, Grid.ofElements(pairs));
  }
}
