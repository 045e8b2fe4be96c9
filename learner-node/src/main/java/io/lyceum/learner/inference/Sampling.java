package io.lyceum.learner.inference;

import io.lyceum.learner.model.Philox;
import java.util.Arrays;

/**
 * How the next token is chosen among its candidates.
 *
 * @param temperature scores are divided by it; 0 always takes the best token
 * @param topK only the best so many tokens are candidates; 0 for all
 * @param seed fixes the draws
 */
public record Sampling(double temperature, int topK, long seed) {

  /** The highest temperature; beyond it every token is as likely as another. */
  public static final double HIGHEST_TEMPERATURE = 100;

  /**
   * @throws IllegalArgumentException if the temperature is not between 0 and 100, or topK is
   *     negative
   */
  public Sampling {
    if (!(temperature >= 0 && temperature <= HIGHEST_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "The temperature must be between 0 and 100, not " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("The number of candidates must not be negative");
    }
  }

  /** Always the token with the best score. */
  public static Sampling greedy() {
    return new Sampling(0, 0, 0);
  }

  /** Chooses a token; of equal scores the lower token comes first. */
  int choose(float[] scores, Philox random) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Float.compare(scores[b], scores[a]));
    if (temperature == 0) {
      return order[0];
    }
    int candidates = topK == 0 ? scores.length : Math.min(topK, scores.length);
    double[] weights = new double[candidates];
    double total = 0;
    for (int i = 0; i < candidates; i++) {
      double difference = (double) scores[order[i]] - scores[order[0]];
      weights[i] = StrictMath.exp(difference / temperature);
      total += weights[i];
    }
    double rest = random.uniform() * total;
    for (int i = 0; i < candidates; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return order[i];
      }
    }
    return order[candidates - 1];
  }
}
