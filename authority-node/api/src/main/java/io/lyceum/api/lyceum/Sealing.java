package io.lyceum.api.lyceum;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a node signs for the next block, and if not, why. */
public enum Sealing {
  /** It is no validator of the next block. */
  OBSERVING,
  /** It takes no part yet: it lacks blocks, or the peers to make a quorum with. */
  WAITING,
  /**
   * It lost the record of what it signed, and signs nothing until the chain has passed every height
   * at which it could contradict itself.
   */
  ABSTAINING,
  /** It signs. */
  SEALING;

  /** The name in JSON-RPC: lower case. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
