package io.lyceum.api.metrics;

import java.util.Optional;

/** How a node is, asked at any time by any thread. */
public interface Health {

  /** What the node is doing, in a word. */
  String state();

  /** Why clients should ask another node; empty if they need not. */
  Optional<String> obstacle();
}
