package io.lyceum.learner.training;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Tensors;

/**
 * All that training carries from one step to the next.
 *
 * @param parameters the weights
 * @param firstMoments AdamW's running means of the gradients
 * @param secondMoments AdamW's running means of the squared gradients
 * @param step optimizer steps since the moments were zero; the bias correction's exponent
 */
public record TrainingState(
    Tensors parameters, Tensors firstMoments, Tensors secondMoments, int step) {

  /**
   * @throws IllegalArgumentException if the three are not of one specification, or the step is
   *     negative
   */
  public TrainingState {
    if (!parameters.specification().equals(firstMoments.specification())
        || !parameters.specification().equals(secondMoments.specification())) {
      throw new IllegalArgumentException("Parameters and moments are of different models");
    }
    if (step < 0) {
      throw new IllegalArgumentException("A step is not negative: " + step);
    }
  }

  /** The state in which every proof begins: given parameters, moments zero, step zero. */
  public static TrainingState atProofStart(Tensors parameters) {
    Tensors zeros = Tensors.zeros(parameters.specification());
    return new TrainingState(parameters, zeros, zeros, 0);
  }

  /** The model's specification. */
  public ModelSpecification specification() {
    return parameters.specification();
  }
}
