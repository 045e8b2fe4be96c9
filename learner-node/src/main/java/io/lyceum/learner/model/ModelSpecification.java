package io.lyceum.learner.model;

import io.lyceum.learner.model.TensorDescription.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;

/**
 * A decoder-only transformer over bytes: pre-norm blocks with RMSNorm, grouped-query causal
 * attention with rotary embeddings, a SwiGLU feed-forward, and an output projection tied to the
 * embedding.
 *
 * @param layers transformer blocks
 * @param width size of the residual stream
 * @param heads query heads; {@code width / heads} is a head's size and must be even
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param feedForward inner size of the feed-forward
 * @param context most tokens that attention looks at
 * @param vocabulary number of tokens; 256 in a job, where a token is a byte
 * @param initialSeed seed of the first weights, not negative
 * @param initialDeviation standard deviation of the first weights
 * @param ropeTheta base of the rotary embedding's frequencies
 * @param normEpsilon added to the mean square in RMSNorm
 */
public record ModelSpecification(
    int layers,
    int width,
    int heads,
    int keyValueHeads,
    int feedForward,
    int context,
    int vocabulary,
    long initialSeed,
    double initialDeviation,
    double ropeTheta,
    double normEpsilon) {

  /** Size of the byte-level vocabulary. */
  public static final int BYTES = 256;

  private static final int VOCABULARY_LIMIT = 1 << 17;

  /** The most parameters that a specification may ask for: 2 GiB of fp32 values. */
  private static final long PARAMETER_LIMIT = 1L << 29;

  private static final String WHAT = "The model specification";
  private static final Set<String> KEYS =
      Set.of(
          "layers",
          "width",
          "heads",
          "keyValueHeads",
          "feedForward",
          "context",
          "vocabulary",
          "initialSeed",
          "initialDeviation",
          "ropeTheta",
          "normEpsilon");

  /**
   * @throws IllegalArgumentException if the numbers do not make a model
   */
  public ModelSpecification {
    require(layers >= 1 && layers <= 256, "layers must be between 1 and 256");
    require(width >= 2 && width <= 16_384, "width must be between 2 and 16384");
    require(heads >= 1 && width % heads == 0, "heads must divide width");
    require(width / heads % 2 == 0, "a head's size (width / heads) must be even");
    require(keyValueHeads >= 1 && heads % keyValueHeads == 0, "keyValueHeads must divide heads");
    require(feedForward >= 1 && feedForward <= 65_536, "feedForward must be between 1 and 65536");
    require(context >= 2 && context <= 65_536, "context must be between 2 and 65536");
    require(
        vocabulary >= 2 && vocabulary <= VOCABULARY_LIMIT,
        "vocabulary must be between 2 and " + VOCABULARY_LIMIT);
    require(initialSeed >= 0, "initialSeed must not be negative");
    require(initialDeviation > 0 && initialDeviation <= 1, "initialDeviation must be in (0, 1]");
    require(ropeTheta > 1 && ropeTheta <= 1e9, "ropeTheta must be above 1 and at most 1e9");
    require(normEpsilon > 0 && normEpsilon < 1, "normEpsilon must be above 0 and below 1");
    long parameters =
        (long) vocabulary * width
            + layers
                * ((long) width * (width + 2L * keyValueHeads * (width / heads))
                    + (long) width * width
                    + 3L * width * feedForward
                    + 2L * width)
            + width;
    require(parameters <= PARAMETER_LIMIT, "a model may have at most 2^29 parameters");
  }

  /**
   * Reads the canonical JSON form, as it stands in the model registry.
   *
   * @throws IllegalArgumentException if the document is malformed, not canonical, makes no model,
   *     or one over other tokens than bytes
   */
  public static ModelSpecification fromJson(Bytes document) {
    CanonicalJson json = CanonicalJson.read(WHAT, document, KEYS);
    ModelSpecification specification =
        new ModelSpecification(
            json.integer("layers"),
            json.integer("width"),
            json.integer("heads"),
            json.integer("keyValueHeads"),
            json.integer("feedForward"),
            json.integer("context"),
            json.integer("vocabulary"),
            json.longInteger("initialSeed"),
            json.decimal("initialDeviation"),
            json.decimal("ropeTheta"),
            json.decimal("normEpsilon"));
    require(specification.vocabulary() == BYTES, "vocabulary must be 256: a token is a byte");
    CanonicalJson.requireCanonical(WHAT, document, specification.toJson());
    return specification;
  }

  /** The canonical JSON form, as it stands in the model registry. */
  public Bytes toJson() {
    return CanonicalJson.write(
        Map.ofEntries(
            Map.entry("layers", layers),
            Map.entry("width", width),
            Map.entry("heads", heads),
            Map.entry("keyValueHeads", keyValueHeads),
            Map.entry("feedForward", feedForward),
            Map.entry("context", context),
            Map.entry("vocabulary", vocabulary),
            Map.entry("initialSeed", initialSeed),
            Map.entry("initialDeviation", CanonicalJson.decimal(initialDeviation)),
            Map.entry("ropeTheta", CanonicalJson.decimal(ropeTheta)),
            Map.entry("normEpsilon", CanonicalJson.decimal(normEpsilon))));
  }

  /** Size of one head. */
  public int headSize() {
    return width / heads;
  }

  /** Columns of the keys (and of the values) of all key-value heads. */
  public int keyValueWidth() {
    return keyValueHeads * headSize();
  }

  /**
   * The tensors in their committed order: the embedding, then for each layer the gains of the
   * attention norm, the query, key, value and output projections of the attention, the gains of the
   * feed-forward norm, the gate, up and down projections of the feed-forward, and last the gains of
   * the final norm. A projection multiplies from the right.
   */
  public List<TensorDescription> tensors() {
    List<TensorDescription> tensors = new ArrayList<>(2 + 9 * layers);
    tensors.add(new TensorDescription("embedding", vocabulary, width, Role.MATRIX));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "layers." + layer + ".";
      tensors.add(new TensorDescription(prefix + "attention.norm", 1, width, Role.GAIN));
      tensors.add(new TensorDescription(prefix + "attention.query", width, width, Role.MATRIX));
      tensors.add(
          new TensorDescription(prefix + "attention.key", width, keyValueWidth(), Role.MATRIX));
      tensors.add(
          new TensorDescription(prefix + "attention.value", width, keyValueWidth(), Role.MATRIX));
      tensors.add(
          new TensorDescription(prefix + "attention.output", width, width, Role.RESIDUAL_MATRIX));
      tensors.add(new TensorDescription(prefix + "feedforward.norm", 1, width, Role.GAIN));
      tensors.add(
          new TensorDescription(prefix + "feedforward.gate", width, feedForward, Role.MATRIX));
      tensors.add(
          new TensorDescription(prefix + "feedforward.up", width, feedForward, Role.MATRIX));
      tensors.add(
          new TensorDescription(
              prefix + "feedforward.down", feedForward, width, Role.RESIDUAL_MATRIX));
    }
    tensors.add(new TensorDescription("norm", 1, width, Role.GAIN));
    return List.copyOf(tensors);
  }

  /** Number of parameters. */
  public long parameters() {
    return tensors().stream().mapToLong(TensorDescription::size).sum();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(WHAT + ": " + message);
    }
  }
}
