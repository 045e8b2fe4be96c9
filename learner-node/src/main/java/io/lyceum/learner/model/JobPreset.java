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

  /**
   * The demonstration: 328,320 parameters that learn the primer to 0.21 nats per byte. A segment
   * takes 1.4 CPU seconds on a core of 2025, so two learners and four authorities that sample two
   * segments of each proof compute for about 47 CPU seconds an epoch.
   */
  public static JobPreset demonstration() {
    int segments = 8;
    int stepsPerSegment = 40;
    int epochs = 4;
    return new JobPreset(
        new ModelSpecification(2, 128, 4, 2, 256, 96, ModelSpecification.BYTES, 1, 0.05, 1e4, 1e-5),
        new Hyperparameters(
            8,
            96,
            0.003,
            0.0003,
            20,
            epochs * segments * stepsPerSegment,
            0.9,
            0.99,
            1e-8,
            0.1,
            1,
            8),
        segments,
        stepsPerSegment,
        2,
        epochs);
  }
}
