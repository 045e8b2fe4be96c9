package io.lyceum.api.lyceum;

import java.util.Optional;

/** The model that a node serves. Called by many threads at once. */
@FunctionalInterface
public interface TextGenerator {

  /**
   * Continues a prompt with the current parameter version.
   *
   * @return empty if the node holds no version yet
   * @throws InterruptedException if the caller went away while it waited for its turn
   */
  Optional<Generation> generate(GenerationRequest request) throws InterruptedException;
}
