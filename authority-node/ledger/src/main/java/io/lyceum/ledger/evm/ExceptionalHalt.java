package io.lyceum.ledger.evm;

import java.util.EnumMap;
import java.util.Map;

/** Thrown by an operation to end its frame. Without a stack trace, so that it costs little. */
public final class ExceptionalHalt extends RuntimeException {

  private static final Map<HaltReason, ExceptionalHalt> INSTANCES = new EnumMap<>(HaltReason.class);

  static {
    for (HaltReason reason : HaltReason.values()) {
      INSTANCES.put(reason, new ExceptionalHalt(reason));
    }
  }

  private final HaltReason reason;

  private ExceptionalHalt(HaltReason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  /** The exception for a reason. */
  public static ExceptionalHalt of(HaltReason reason) {
    return INSTANCES.get(reason);
  }

  /** Why. */
  public HaltReason reason() {
    return reason;
  }
}
