package io.lyceum.learner.model;

import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;

/**
 * How a job trains: AdamW (Loshchilov and Hutter 2019) under a cosine schedule with warm-up, and
 * clipping by the global norm.
 *
 * @param batch windows in a batch
 * @param context tokens in a window; at most the model's context
 * @param peakRate learning rate at the end of the warm-up
 * @param finalRate learning rate at and after the schedule's end
 * @param warmupSteps steps over which the rate rises linearly
 * @param scheduleSteps steps of the whole schedule, all epochs together
 * @param beta1 decay of the first moments
 * @param beta2 decay of the second moments
 * @param epsilon added to the root of the second moment
 * @param weightDecay decoupled decay of matrices, multiplied by the learning rate
 * @param clipNorm the global norm that gradients are clipped to
 * @param evaluationBatches batches of the held-out part that an evaluation averages over
 */
public record Hyperparameters(
    int batch,
    int context,
    double peakRate,
    double finalRate,
    int warmupSteps,
    int scheduleSteps,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clipNorm,
    int evaluationBatches) {

  private static final int TOKEN_LIMIT = 1 << 20;

  private static final String WHAT = "The hyperparameters";
  private static final Set<String> KEYS =
      Set.of(
          "batch",
          "context",
          "peakRate",
          "finalRate",
          "warmupSteps",
          "scheduleSteps",
          "beta1",
          "beta2",
          "epsilon",
          "weightDecay",
          "clipNorm",
          "evaluationBatches");

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Hyperparameters {
    require(batch >= 1 && batch <= 4096, "batch must be between 1 and 4096");
    require(context >= 2 && context <= 65_536, "context must be between 2 and 65536");
    require((long) batch * context <= TOKEN_LIMIT, "a batch may have at most 2^20 tokens");
    require(peakRate > 0 && peakRate <= 1, "peakRate must be in (0, 1]");
    require(finalRate >= 0 && finalRate <= peakRate, "finalRate must be in [0, peakRate]");
    require(scheduleSteps >= 1, "scheduleSteps must be at least 1");
    require(
        warmupSteps >= 0 && warmupSteps <= scheduleSteps,
        "warmupSteps must be between 0 and scheduleSteps");
    require(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1)");
    require(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1)");
    require(epsilon > 0 && epsilon < 1, "epsilon must be above 0 and below 1");
    require(weightDecay >= 0 && weightDecay <= 1, "weightDecay must be in [0, 1]");
    require(clipNorm > 0 && clipNorm <= 1e6, "clipNorm must be above 0 and at most 1e6");
    require(
        evaluationBatches >= 1 && evaluationBatches <= 65_536,
        "evaluationBatches must be between 1 and 65536");
  }

  /**
   * Reads the canonical JSON form.
   *
   * @throws IllegalArgumentException if the document is malformed, not canonical or out of range
   */
  public static Hyperparameters fromJson(Bytes document) {
    CanonicalJson json = CanonicalJson.read(WHAT, document, KEYS);
    Hyperparameters hyperparameters =
        new Hyperparameters(
            json.integer("batch"),
            json.integer("context"),
            json.decimal("peakRate"),
            json.decimal("finalRate"),
            json.integer("warmupSteps"),
            json.integer("scheduleSteps"),
            json.decimal("beta1"),
            json.decimal("beta2"),
            json.decimal("epsilon"),
            json.decimal("weightDecay"),
            json.decimal("clipNorm"),
            json.integer("evaluationBatches"));
    CanonicalJson.requireCanonical(WHAT, document, hyperparameters.toJson());
    return hyperparameters;
  }

  /** The canonical JSON form, as it stands in a job. */
  public Bytes toJson() {
    return CanonicalJson.write(
        Map.ofEntries(
            Map.entry("batch", batch),
            Map.entry("context", context),
            Map.entry("peakRate", CanonicalJson.decimal(peakRate)),
            Map.entry("finalRate", CanonicalJson.decimal(finalRate)),
            Map.entry("warmupSteps", warmupSteps),
            Map.entry("scheduleSteps", scheduleSteps),
            Map.entry("beta1", CanonicalJson.decimal(beta1)),
            Map.entry("beta2", CanonicalJson.decimal(beta2)),
            Map.entry("epsilon", CanonicalJson.decimal(epsilon)),
            Map.entry("weightDecay", CanonicalJson.decimal(weightDecay)),
            Map.entry("clipNorm", CanonicalJson.decimal(clipNorm)),
            Map.entry("evaluationBatches", evaluationBatches)));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(WHAT + ": " + message);
    }
  }
}
