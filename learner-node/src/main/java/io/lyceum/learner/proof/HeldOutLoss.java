package io.lyceum.learner.proof;

import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.HeldOutSample;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingEngine;

/**
 * The loss that a version is judged by: the same evaluation for the learner that claims it, the
 * authorities that check it, and whoever states the loss of a job's initial version.
 */
public final class HeldOutLoss {

  private HeldOutLoss() {}

  /**
   * Evaluates parameters on the held-out part of a job's corpus.
   *
   * @throws io.lyceum.learner.data.CorpusException if the held-out part is too small
   */
  public static Loss of(
      TrainingEngine engine, Hyperparameters hyperparameters, Corpus corpus, Tensors parameters) {
    return Loss.ofNats(
        engine.evaluate(
            parameters,
            HeldOutSample.batches(
                corpus.heldOutPart(),
                hyperparameters.evaluationBatches(),
                hyperparameters.batch(),
                hyperparameters.context())));
  }
}
