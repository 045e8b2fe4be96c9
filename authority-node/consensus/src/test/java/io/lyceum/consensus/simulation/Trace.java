package io.lyceum.consensus.simulation;

/** A running hash over all that happens: two runs are the same if their traces are. */
final class Trace {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long hash;

  void add(long nowMillis, int node, int what) {
    long mixed = (hash ^ nowMillis) * PRIME;
    mixed = (mixed ^ mixed >>> 29 ^ node) * PRIME;
    hash = (mixed ^ mixed >>> 32 ^ what) * PRIME;
  }

  long hash() {
    return hash;
  }
}
