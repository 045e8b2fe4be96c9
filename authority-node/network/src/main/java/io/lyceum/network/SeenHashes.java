package io.lyceum.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;

/** The hashes that were seen lately; the one not seen for longest is forgotten first. */
final class SeenHashes {

  private final Map<Bytes32, Boolean> hashes;

  SeenHashes(int capacity) {
    hashes =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes32, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Remembers a hash; true if it was not known. */
  synchronized boolean add(Bytes32 hash) {
    return hashes.put(hash, true) == null;
  }

  /** Forgets a hash. */
  synchronized void remove(Bytes32 hash) {
    hashes.remove(hash);
  }

  /** Forgets all. */
  synchronized void clear() {
    hashes.clear();
  }
}
