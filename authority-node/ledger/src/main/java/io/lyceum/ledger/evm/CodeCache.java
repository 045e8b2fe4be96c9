package io.lyceum.ledger.evm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Analysed code by its hash; those unused for longest are dropped. Safe for many threads. */
public final class CodeCache {

  private final Map<Bytes32, Code> codes;

  /** Holds at most {@code capacity} codes (of at most 24 KiB each). */
  public CodeCache(int capacity) {
    this.codes =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes32, Code> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The code with a hash; loaded if it is not held. */
  public Code get(Bytes32 hash, Supplier<Bytes> load) {
    synchronized (codes) {
      Code held = codes.get(hash);
      if (held != null) {
        return held;
      }
    }
    Code code = new Code(load.get());
    synchronized (codes) {
      codes.putIfAbsent(hash, code);
    }
    return code;
  }
}
