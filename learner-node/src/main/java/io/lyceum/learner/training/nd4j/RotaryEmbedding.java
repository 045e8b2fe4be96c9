package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.model.ModelSpecification;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rotary position embedding (Su et al. 2021) of all heads of one projection: component j of a head
 * is turned together with component {@code j + headSize / 2} by the angle {@code position ·
 * theta^(-2j / headSize)}. Cosines and sines are tables of full size; the partner components come
 * from a product with a signed permutation.
 */
final class RotaryEmbedding {

  private final SameDiff graph;
  private final int headSize;
  private final int columns;
  private final SDVariable cosines;
  private final SDVariable sines;
  private final SDVariable partners;

  /**
   * @param name unique in the graph
   * @param heads heads of the projection
   * @param scale multiplied into the result
   */
  RotaryEmbedding(
      SameDiff graph,
      String name,
      ModelSpecification specification,
      DataType type,
      int rows,
      int context,
      int heads,
      double scale) {
    this.graph = graph;
    this.headSize = specification.headSize();
    this.columns = heads * headSize;
    int half = headSize / 2;
    double[] cosine = new double[rows * context * columns];
    double[] sine = new double[cosine.length];
    for (int i = 0; i < cosine.length; i++) {
      int position = i / columns % context;
      int pair = i % half;
      double angle = position * StrictMath.pow(specification.ropeTheta(), -2.0 * pair / headSize);
      cosine[i] = StrictMath.cos(angle) * scale;
      sine[i] = StrictMath.sin(angle) * scale;
    }
    double[] permutation = new double[headSize * headSize];
    for (int j = 0; j < half; j++) {
      permutation[(j + half) * headSize + j] = -1;
      permutation[j * headSize + j + half] = 1;
    }
    this.cosines = constant(name + ".cosines", type, cosine, rows * context, columns);
    this.sines = constant(name + ".sines", type, sine, rows * context, columns);
    this.partners = constant(name + ".partners", type, permutation, headSize, headSize);
  }

  /** Turns a projection of N × columns. */
  SDVariable applied(SDVariable x) {
    SDVariable partner = graph.mmul(x.reshape(-1, headSize), partners).reshape(-1, columns);
    return x.mul(cosines).add(partner.mul(sines));
  }

  private SDVariable constant(String name, DataType type, double[] values, int rows, int columns) {
    return graph.constant(name, Nd4j.createFromArray(values).reshape(rows, columns).castTo(type));
  }
}
