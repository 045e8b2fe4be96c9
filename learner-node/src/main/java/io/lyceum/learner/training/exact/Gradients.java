package io.lyceum.learner.training.exact;

/**
 * Gradients of what flows through the network, which all blocks use in turn.
 *
 * @param stream of the residual stream
 * @param normed of a normalised stream
 * @param mixed of what heads give
 * @param projected of queries, keys and values
 * @param inner of the gates and ups of a feed-forward
 * @param active of their product
 * @param panels for the products that give gradients of weights
 */
record Gradients(
    float[] stream,
    float[] normed,
    float[] mixed,
    float[] projected,
    float[] inner,
    float[] active,
    Panels panels) {

  static Gradients of(Dimensions d, int panelColumns) {
    int tokens = d.chunkTokens();
    return new Gradients(
        new float[tokens * d.width()],
        new float[tokens * d.width()],
        new float[tokens * d.width()],
        new float[tokens * d.projectedWidth()],
        new float[tokens * 2 * d.feedForward()],
        new float[tokens * d.feedForward()],
        new Panels(tokens, Math.max(d.feedForward(), d.width()), panelColumns));
  }
}
