package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.Philox;

/**
 * Models whose training is the same for everybody, so that two machines can be compared by eye. The
 * batch of a step comes from the step's number alone: each token is drawn below a bound that is
 * drawn itself, so that low tokens are frequent and there is something to learn.
 */
public enum SelfTestModel {
  /** 1.62 million parameters, windows of 128 tokens. */
  TINY(
      new ModelSpecification(4, 192, 6, 2, 512, 128, ModelSpecification.BYTES, 1, 0.02, 1e4, 1e-5),
      16),
  /** 81.8 million parameters, windows of 512 tokens, a vocabulary of 8192. */
  SMALL(new ModelSpecification(12, 768, 12, 4, 2048, 512, 8192, 1, 0.02, 1e4, 1e-5), 16);

  private final ModelSpecification specification;
  private final Hyperparameters training;

  SelfTestModel(ModelSpecification specification, int batch) {
    this.specification = specification;
    this.training =
        new Hyperparameters(
            batch, specification.context(), 1e-3, 1e-4, 20, 200, 0.9, 0.99, 1e-8, 0.1, 1, 1);
  }

  /** The model. */
  public ModelSpecification specification() {
    return specification;
  }

  /** How it is trained. */
  public Hyperparameters training() {
    return training;
  }

  /** Tokens of a batch. */
  public int tokensPerStep() {
    return training.batch() * training.context();
  }

  /** The batch of a step, from 0. */
  public TokenWindows batch(int step) {
    int row = training.context() + 1;
    int[] tokens = new int[training.batch() * row];
    Philox random = new Philox(step);
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = random.below(1 + random.below(specification.vocabulary()));
    }
    return new TokenWindows() {
      @Override
      public int windows() {
        return training.batch();
      }

      @Override
      public int context() {
        return training.context();
      }

      @Override
      public int input(int window, int position) {
        return tokens[window * row + position];
      }

      @Override
      public int target(int window, int position) {
        return tokens[window * row + position + 1];
      }
    };
  }
}
