package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.model.ModelSpecification;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
  private final INDArray cosines;
  private final INDArray sines;
  private final INDArray partners;

  /**
   * @param heads heads of the projection
   * @param scale multiplied into the result
   */
  RotaryEmbedding(
      SameDiff graph,
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
    this.cosines = table(type, cosine, rows * context, columns);
    this.sines = table(type, sine, rows * context, columns);
    this.partners = table(type, permutation, headSize, headSize);
  }

  /** Turns a projection of N × columns. */
  SDVariable applied(SDVariable x) {
    SDVariable partner =
        graph.mmul(x.reshape(-1, headSize), graph.constant(partners)).reshape(-1, columns);
    return x.mul(graph.constant(cosines)).add(partner.mul(graph.constant(sines)));
  }

  private static INDArray table(DataType type, double[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape(rows, columns).castTo(type);
  }
}
