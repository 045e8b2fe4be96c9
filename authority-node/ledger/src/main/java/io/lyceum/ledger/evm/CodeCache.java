package io.lyceum.ledger.evm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Analysed code by its hash; those unused for longest are dropped. A chain may allow codes of any
 * size, so that those larger than twice Ethereum's limit are not held. Safe for many threads.
 */
public final class CodeCache {

  private static final int MAX_SIZE = 2 * ForkRules.MAX_CODE_SIZE;

  private final Map<Bytes32, Code> codes;

  /** Holds at most {@code capacity} codes, of at most 48 KiB each. */
  public CodeCache(int capacity) {
    this.codes =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes32, Code> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Whether a code is small enough to be held in memory between its uses. */
  public static boolean isHeld(Bytes code) {
    return code.size() <= MAX_SIZE;
  }

  /** The code with a hash; loaded if it is not held. */
  public Code get(Bytes32 hash, Supplier<Bytes> load) {
    synchronized (codes) {
      Code held = codes.get(hash);
      if (held != null) {
        return held;
      }
    }
    Bytes loaded = load.get();
    Code code = new Code(loaded);
    if (isHeld(loaded)) {
      synchronized (codes) {
        codes.putIfAbsent(hash, code);
      }
    }
    return code;
  }
}
