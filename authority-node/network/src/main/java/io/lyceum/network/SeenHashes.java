package io.lyceum.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The hashes that were seen lately; the one not seen for longest is forgotten first. Safe for use
 * by many threads.
 */
public final class SeenHashes {

  private final Map<Bytes32, Boolean> hashes;

  /**
   * Nothing was seen yet.
   *
   * @param capacity the most that are remembered
   */
  public SeenHashes(int capacity) {
    hashes =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes32, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Remembers a hash; true if it was not known. */
  public synchronized boolean add(Bytes32 hash) {
    return hashes.put(hash, true) == null;
  }

  /** Whether a hash is remembered; it counts as seen now. */
  public synchronized boolean contains(Bytes32 hash) {
    return hashes.get(hash) != null;
  }

  /** Forgets a hash. */
  public synchronized void remove(Bytes32 hash) {
    hashes.remove(hash);
  }

  /** Forgets all. */
  public synchronized void clear() {
    hashes.clear();
  }
}
