package io.lyceum.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts the gas that was used; JMH shows it as {@code :mgas}, in millions a second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class GasRate {

  private static final double MILLION = 1e6;

  private long gas;

  /** Forgets what other iterations used; JMH does so by itself for public fields only. */
  @Setup(Level.Iteration)
  public void reset() {
    gas = 0;
  }

  /** Adds gas that was used. */
  void add(long used) {
    gas += used;
  }

  /** Millions of gas. */
  public double mgas() {
    return gas / MILLION;
  }
}
