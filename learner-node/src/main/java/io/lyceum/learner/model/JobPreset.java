package io.lyceum.learner.model;

/**
 * A model and how a job trains it, ready to be put on chain.
 *
 * @param specification the model
 * @param hyperparameters the training
 * @param segments segments of a proof (S)
 * @param stepsPerSegment optimizer steps of a segment (k)
 * @param challenges segments that each authority samples (c)
 * @param epochs how often learners prove
 */
public record JobPreset(
    ModelSpecification specification,
    Hyperparameters hyperparameters,
    int segments,
    int stepsPerSegment,
    int challenges,
    int epochs) {

  /** The seed of the primer that the demonstration trains on. */
  public static final long PRIMER_SEED = 1;

  private static final int SEGMENTS = 8;
  private static final int STEPS_PER_SEGMENT = 40;

  /** The demonstration: four epochs, after which the primer is learnt to 0.21 nats per byte. */
  public static JobPreset demonstration() {
    return primer(4);
  }

  /**
   * A model of 328,320 parameters, fit for the primer, whose schedule covers a number of epochs. A
   * segment takes 1.4 CPU seconds on a core of 2025, so two learners and four authorities that
   * sample two segments of each proof compute for about 47 CPU seconds an epoch.
   *
   * @throws IllegalArgumentException if the number of epochs makes no schedule
   */
  public static JobPreset primer(int epochs) {
    return new JobPreset(
        new ModelSpecification(2, 128, 4, 2, 256, 96, ModelSpecification.BYTES, 1, 0.05, 1e4, 1e-5),
        new Hyperparameters(
            8,
            96,
            0.003,
            0.0003,
            20,
            Math.multiplyExact(epochs, SEGMENTS * STEPS_PER_SEGMENT),
            0.9,
            0.99,
            1e-8,
            0.1,
            1,
            8),
        SEGMENTS,
        STEPS_PER_SEGMENT,
        2,
        epochs);
  }
}
