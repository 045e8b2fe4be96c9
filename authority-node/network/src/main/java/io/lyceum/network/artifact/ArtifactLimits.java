package io.lyceum.network.artifact;

import java.time.Duration;

/**
 * What a node puts up with when it fetches an artifact.
 *
 * @param largestArtifact bytes of all nodes of a tree together
 * @param largestNode bytes of one node's preimage
 * @param depth of the tree; a lone leaf has depth 1
 * @param stall the longest wait for the next part
 * @param deadline the longest time for the transfer from one peer
 */
public record ArtifactLimits(
    long largestArtifact, int largestNode, int depth, Duration stall, Duration deadline) {

  /** Enough for models of some hundred million parameters. */
  public static ArtifactLimits defaults() {
    return new ArtifactLimits(
        4L << 30, 512 << 20, 40, Duration.ofSeconds(15), Duration.ofMinutes(10));
  }
}
