package io.lyceum.api.lyceum;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a node is doing, in the order in which it comes to it. */
public enum NodeState {
  /** It writes block 0 into a new directory. */
  GENESIS,
  /** It opens its stores and ports, and connects until it knows enough peers to take part. */
  BOOT,
  /** Peers have blocks that it lacks: it fetches and executes them. */
  SYNCING,
  /** It is level with its peers and takes part: follows the chain, and seals if it is to. */
  READY,
  /** It closes. Nothing comes after this. */
  STOPPING;

  /** The name in JSON-RPC and metrics: lower case. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
