package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.exact.Dimensions;

/**
 * What all blocks share.
 *
 * @param weights of the model, in the layout's places
 * @param gradients of the weights, in the same places; null where none are computed
 * @param flowing gradients of what flows through the network; null where none are computed
 * @param scores of attention, {@code context × context} for each window and head
 */
record Frame(
    Dimensions dimensions,
    Part part,
    Launcher launcher,
    ParameterLayout layout,
    DeviceMemory weights,
    DeviceMemory gradients,
    Flowing flowing,
    Rotation rotation,
    DeviceMemory scores) {

  /**
   * Gradients of what flows through the network, which all blocks use in turn.
   *
   * @param stream of the residual stream
   * @param normed of a normalised stream
   * @param mixed of what heads give
   * @param projected of queries, keys and values
   * @param inner of the gates and ups of a feed-forward
   * @param active of their product
   * @param scores of the scores of attention
   * @param chunks parts of the gradients of weights, one for each chunk
   */
  record Flowing(
      DeviceMemory stream,
      DeviceMemory normed,
      DeviceMemory mixed,
      DeviceMemory projected,
      DeviceMemory inner,
      DeviceMemory active,
      DeviceMemory scores,
      ChunkSums chunks) {

    static Flowing of(Dimensions d, Part part, Launcher launcher, Workspace workspace) {
      long tokens = part.mostTokens();
      return new Flowing(
          workspace.floats(tokens * d.width()),
          workspace.floats(tokens * d.width()),
          workspace.floats(tokens * d.width()),
          workspace.floats(tokens * d.projectedWidth()),
          workspace.floats(tokens * 2 * d.feedForward()),
          workspace.floats(tokens * d.feedForward()),
          workspace.floats(tokens * d.heads() * d.context()),
          new ChunkSums(d, part, launcher, workspace));
    }
  }

  int width() {
    return dimensions.width();
  }

  int tokens() {
    return part.tokens();
  }

  /** A matrix of weights. */
  Matrix weight(long offset, int stride) {
    return Matrix.of(weights, offset, stride);
  }
}
