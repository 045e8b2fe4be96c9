package io.lyceum.learner.training;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.data.Corpus;
import io.lyceum.learner.data.HeldOutSample;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.Tensors;
import java.util.List;

/** Evaluates versions on a job's held-out sample; learners and authorities do it alike. */
public final class HeldOutEvaluator {

  private final TrainingEngine engine;
  private final List<Batch> sample;

  /**
   * @throws io.lyceum.learner.data.CorpusException if the held-out part is shorter than a window
   */
  public HeldOutEvaluator(TrainingEngine engine, Hyperparameters hyperparameters, Corpus corpus) {
    this.engine = engine;
    this.sample =
        HeldOutSample.batches(
            corpus.heldOutPart(),
            hyperparameters.evaluationBatches(),
            hyperparameters.batch(),
            hyperparameters.context());
  }

  /** The mean loss in nats per token; NaN or infinite if the model has diverged. */
  public double evaluate(Tensors parameters) {
    return engine.evaluate(parameters, sample);
  }
}
