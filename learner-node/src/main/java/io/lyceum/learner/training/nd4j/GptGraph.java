package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The model as a SameDiff graph for batches of one shape; N below is {@code rows · context}, a row
 * for each token.
 *
 * <p>SameDiff's gradients of broadcasting operations cost more than all matrix products together.
 * So nothing here broadcasts: a factor for each row or column becomes a full matrix by an outer
 * product, and tables that repeat are constants of full size. Where a token picks a row of the
 * embedding, a one-hot row is multiplied, since SameDiff's gradient of {@code gather} is wrong.
 * Each use of a constant is a variable of its own: ND4J 1.0.0-M1.1, the last one for current GPUs,
 * cannot differentiate one that two operations use.
 */
public final class GptGraph {

  /** Placeholder: one-hot input tokens, N × vocabulary. */
  public static final String INPUTS = "inputs";

  /** Placeholder: one-hot tokens that follow, N × vocabulary. */
  public static final String TARGETS = "targets";

  /** Output: scores of the token that follows, N × vocabulary. */
  public static final String SCORES = "scores";

  /** Output: mean nats per token, a scalar. */
  public static final String LOSS = "loss";

  private static final double MASKED = -1e9;

  private final ModelSpecification specification;
  private final DataType type;
  private final int rows;
  private final int context;
  private final int tokens;
  private final SameDiff graph = SameDiff.create();
  private final RotaryEmbedding queryRotation;
  private final RotaryEmbedding keyRotation;
  private final INDArray causalMask;
  private final INDArray meanOfSquares;

  private GptGraph(ModelSpecification specification, DataType type, int rows, int context) {
    this.specification = specification;
    this.type = type;
    this.rows = rows;
    this.context = context;
    this.tokens = rows * context;
    this.queryRotation =
        rotation(specification.heads(), 1 / StrictMath.sqrt(specification.headSize()));
    this.keyRotation = rotation(specification.keyValueHeads(), 1);
    this.causalMask = causalMask().castTo(type);
    this.meanOfSquares =
        Nd4j.valueArrayOf(
                new long[] {specification.width(), 1}, 1.0 / specification.width(), DataType.DOUBLE)
            .castTo(type);
  }

  /**
   * Builds the graph.
   *
   * @param type {@code FLOAT}, or {@code DOUBLE} where gradients are checked
   * @param rows windows in a batch
   * @param context tokens in a window
   */
  public static SameDiff build(
      ModelSpecification specification, DataType type, int rows, int context) {
    GptGraph gpt = new GptGraph(specification, type, rows, context);
    gpt.define();
    return gpt.graph;
  }

  private void define() {
    Iterator<SDVariable> parameters = variables().iterator();
    SDVariable embedding = parameters.next();
    SDVariable inputs = graph.placeHolder(INPUTS, type, tokens, specification.vocabulary());
    SDVariable targets = graph.placeHolder(TARGETS, type, tokens, specification.vocabulary());
    SDVariable x = graph.mmul(inputs, embedding);
    for (int layer = 0; layer < specification.layers(); layer++) {
      x = x.add(attention(normalised(x, parameters.next()), parameters));
      x = x.add(feedForward(normalised(x, parameters.next()), parameters));
    }
    SDVariable last = normalised(x, parameters.next());
    SDVariable scores = graph.mmul(SCORES, last, embedding, false, true, false);
    graph.loss.softmaxCrossEntropy(
        LOSS, targets, scores, null, LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT, 0.0);
    graph.setLossVariables(LOSS);
  }

  private List<SDVariable> variables() {
    List<SDVariable> variables = new ArrayList<>();
    for (TensorDescription tensor : specification.tensors()) {
      variables.add(graph.var(tensor.name(), type, tensor.rows(), tensor.columns()));
    }
    return variables;
  }

  /** RMSNorm: {@code x · r ⊗ gains} with r the inverse root of each row's mean square. */
  private SDVariable normalised(SDVariable x, SDVariable gains) {
    SDVariable meanSquare = graph.mmul(x.mul(x), graph.constant(meanOfSquares));
    SDVariable inverseRoot = graph.math.rsqrt(meanSquare.add(specification.normEpsilon()));
    return x.mul(graph.mmul(inverseRoot, gains));
  }

  /** Grouped-query causal attention: the query heads of a group are rows of one product. */
  private SDVariable attention(SDVariable x, Iterator<SDVariable> parameters) {
    int headSize = specification.headSize();
    int shared = specification.keyValueHeads();
    int group = specification.heads() / shared;
    SDVariable q = queryRotation.applied(graph.mmul(x, parameters.next()));
    SDVariable k = keyRotation.applied(graph.mmul(x, parameters.next()));
    SDVariable v = graph.mmul(x, parameters.next());

    SDVariable queries =
        graph
            .permute(q.reshape(rows, context, shared, group, headSize), 0, 2, 3, 1, 4)
            .reshape(rows * shared, group * context, headSize);
    SDVariable keys = heads(k, shared, headSize);
    SDVariable values = heads(v, shared, headSize);
    SDVariable weights =
        graph.nn.softmax(
            graph.mmul(queries, keys, false, true, false).add(graph.constant(causalMask)), -1);
    SDVariable mixed =
        graph
            .permute(
                graph.mmul(weights, values).reshape(rows, shared, group, context, headSize),
                0,
                3,
                1,
                2,
                4)
            .reshape(tokens, specification.width());
    return graph.mmul(mixed, parameters.next());
  }

  private SDVariable heads(SDVariable x, int heads, int headSize) {
    return graph
        .permute(x.reshape(rows, context, heads, headSize), 0, 2, 1, 3)
        .reshape(rows * heads, context, headSize);
  }

  /** SwiGLU (Shazeer 2020). */
  private SDVariable feedForward(SDVariable x, Iterator<SDVariable> parameters) {
    SDVariable gate = graph.nn.swish(graph.mmul(x, parameters.next()));
    SDVariable up = graph.mmul(x, parameters.next());
    return graph.mmul(gate.mul(up), parameters.next());
  }

  /** Zero where a row's token may look, else a number whose exponential is zero. */
  private INDArray causalMask() {
    int shared = specification.keyValueHeads();
    int group = specification.heads() / shared;
    double[] mask = new double[rows * shared * group * context * context];
    for (int i = 0; i < mask.length; i++) {
      int key = i % context;
      int query = i / context % context;
      mask[i] = key <= query ? 0 : MASKED;
    }
    return Nd4j.createFromArray(mask).reshape(rows * shared, group * context, context);
  }

  /** Queries carry the attention's scale, so that no operation is spent on it. */
  private RotaryEmbedding rotation(int heads, double scale) {
    return new RotaryEmbedding(graph, specification, type, rows, context, heads, scale);
  }
}
