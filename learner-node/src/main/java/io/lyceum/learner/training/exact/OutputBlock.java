package io.lyceum.learner.training.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The final norm, the scores of all tokens to follow ({@code norm(x)·embeddingᵀ}), and their cross
 * entropy with the tokens that do.
 */
final class OutputBlock implements Block {

  private final Dimensions d;
  private final Chunk chunk;
  private final Tensor embedding;
  private final Gradients gradients;
  private final Norm norm;
  private final float[] normed;
  private final float[] scores;
  private final double[] losses;
  private final Panels output;
  private final Panels outputTransposed;

  /**
   * @param gains of the norm
   * @param embedding the weights, one row for each token of the vocabulary
   */
  OutputBlock(Network.Frame frame, Tensor gains, Tensor embedding, float[] x) {
    this.d = frame.dimensions();
    this.chunk = frame.chunk();
    this.embedding = embedding;
    this.gradients = frame.gradients();
    this.normed = new float[d.chunkTokens() * d.width()];
    this.scores = new float[d.chunkTokens() * d.vocabulary()];
    this.losses = new double[d.chunkTokens()];
    this.norm = new Norm(d, chunk, x, gains, normed, new float[d.chunkTokens()]);
    this.output = frame.panels(d.width(), d.vocabulary());
    this.outputTransposed = frame.panels(d.vocabulary(), d.width());
  }

  /** The loss of a token of the chunk in nats, after {@link #losses()} or {@link #backward()}. */
  double loss(int token) {
    return losses[token];
  }

  /** Copies the scores that follow a token of the chunk, after {@link #forward()}. */
  float[] scores(int token) {
    return Arrays.copyOfRange(scores, token * d.vocabulary(), (token + 1) * d.vocabulary());
  }

  @Override
  public List<Operation> layOut() {
    return List.of(
        Operations.onBlocks(
            d.vocabulary(),
            (part, worker) -> {
              int token = part * Chunk.ROW_BLOCK;
              int count = Math.min(Chunk.ROW_BLOCK, d.vocabulary() - token);
              int at = token * d.width();
              output.putTransposed(0, token, d.width(), count, embedding.values(), at, d.width());
              outputTransposed.put(token, 0, count, d.width(), embedding.values(), at, d.width());
            }));
  }

  @Override
  public List<Operation> forward() {
    return List.of(Operations.onRows(chunk, this::score));
  }

  private void score(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    norm.forward(block, worker.kernels());
    output.multiply(
        worker.kernels(),
        chunk.rows(block),
        normed,
        first * d.width(),
        d.width(),
        1,
        scores,
        first * d.vocabulary(),
        d.vocabulary(),
        Onto.STORE);
  }

  /** The losses alone; scores are lost. */
  List<Operation> losses() {
    return List.of(
        Operations.onRows(
            chunk,
            (block, worker) -> {
              int first = block * Chunk.ROW_BLOCK;
              for (int token = first; token < first + chunk.rows(block); token++) {
                weigh(token, worker.kernels());
              }
            }));
  }

  /**
   * The loss of a token, {@code (log Σ exp(s - max s)) + (max s - s of the target)} in double, its
   * scores becoming their exponentials.
   *
   * @return the sum of the exponentials, a lane sum
   */
  private float weigh(int token, Kernels kernels) {
    int at = token * d.vocabulary();
    float greatest = kernels.maximum(scores, at, d.vocabulary());
    double below = (double) greatest - scores[at + chunk.target(token)];
    kernels.exponentials(scores, at, d.vocabulary(), greatest);
    float sum = kernels.sum(scores, at, d.vocabulary());
    losses[token] = Logarithm.of(sum) + below;
    return sum;
  }

  @Override
  public List<Operation> backward() {
    List<Operation> operations = new ArrayList<>();
    operations.add(Operations.onRows(chunk, this::scoreGradient));
    operations.addAll(
        WeightGradient.of(
            chunk,
            gradients.panels(),
            scores,
            d.vocabulary(),
            normed,
            0,
            d.width(),
            d.width(),
            embedding.gradients()));
    operations.add(Operations.onRows(chunk, this::streamGradient));
    operations.add(norm.gainGradient(gradients.normed()));
    return operations;
  }

  /** {@code (exp(s - max s)·(1 / Σ) - (1 for the target))·(1 / tokens of the batch)}. */
  private void scoreGradient(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    Kernels kernels = worker.kernels();
    for (int token = first; token < first + chunk.rows(block); token++) {
      int at = token * d.vocabulary();
      float inverse = 1f / weigh(token, kernels);
      kernels.scale(scores, at, d.vocabulary(), inverse);
      scores[at + chunk.target(token)] -= 1f;
      kernels.scale(scores, at, d.vocabulary(), chunk.perToken());
    }
  }

  private void streamGradient(int block, Worker worker) {
    int first = block * Chunk.ROW_BLOCK;
    int rows = chunk.rows(block);
    int at = first * d.width();
    outputTransposed.multiply(
        worker.kernels(),
        rows,
        scores,
        first * d.vocabulary(),
        d.vocabulary(),
        1,
        gradients.normed(),
        at,
        d.width(),
        Onto.STORE);
    Arrays.fill(gradients.stream(), at, at + rows * d.width(), 0f);
    norm.backward(block, gradients.normed(), gradients.stream(), worker);
  }
}
