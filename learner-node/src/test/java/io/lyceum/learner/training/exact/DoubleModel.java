package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.ModelSpecification;
import java.util.Arrays;

/**
 * The loss of a model in double, written down as plainly as possible and with nothing of the engine
 * in it: what the engine's gradients are measured with.
 */
final class DoubleModel {

  private static final int TENSORS_OF_A_LAYER = 9;

  private final ModelSpecification model;
  private final double[][] weights;

  DoubleModel(ModelSpecification model, double[][] weights) {
    this.model = model;
    this.weights = weights;
  }

  /** The mean loss in nats per token. */
  double loss(TokenWindows batch) {
    double sum = 0;
    for (int window = 0; window < batch.windows(); window++) {
      double[][] x = new double[batch.context()][];
      for (int t = 0; t < x.length; t++) {
        x[t] = row(weights[0], batch.input(window, t), model.width());
      }
      for (int layer = 0; layer < model.layers(); layer++) {
        int first = 1 + TENSORS_OF_A_LAYER * layer;
        attend(x, first);
        feedForward(x, first + 5);
      }
      for (int t = 0; t < x.length; t++) {
        sum += tokenLoss(norm(x[t], weights[weights.length - 1]), batch.target(window, t));
      }
    }
    return sum / (batch.windows() * batch.context());
  }

  private void attend(double[][] x, int first) {
    int size = model.headSize();
    int shared = model.heads() / model.keyValueHeads();
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] y = norm(x[t], weights[first]);
      q[t] = rotated(product(y, weights[first + 1], model.width()), t);
      k[t] = rotated(product(y, weights[first + 2], model.keyValueWidth()), t);
      v[t] = product(y, weights[first + 3], model.keyValueWidth());
    }
    for (int t = 0; t < x.length; t++) {
      double[] mixed = new double[model.width()];
      for (int head = 0; head < model.heads(); head++) {
        int from = head / shared * size;
        double[] p = new double[t + 1];
        double total = 0;
        for (int j = 0; j <= t; j++) {
          double score = 0;
          for (int i = 0; i < size; i++) {
            score += q[t][head * size + i] * k[j][from + i];
          }
          p[j] = Math.exp(score / Math.sqrt(size));
          total += p[j];
        }
        for (int j = 0; j <= t; j++) {
          for (int i = 0; i < size; i++) {
            mixed[head * size + i] += p[j] / total * v[j][from + i];
          }
        }
      }
      add(x[t], product(mixed, weights[first + 4], model.width()));
    }
  }

  /** Rotary embedding: component i of a head turns with component i + half. */
  private double[] rotated(double[] heads, int position) {
    int size = model.headSize();
    int half = size / 2;
    double[] result = new double[heads.length];
    for (int from = 0; from < heads.length; from += size) {
      for (int i = 0; i < half; i++) {
        double angle = position * Math.pow(model.ropeTheta(), -2.0 * i / size);
        double a = heads[from + i];
        double b = heads[from + i + half];
        result[from + i] = a * Math.cos(angle) - b * Math.sin(angle);
        result[from + i + half] = a * Math.sin(angle) + b * Math.cos(angle);
      }
    }
    return result;
  }

  private void feedForward(double[][] x, int first) {
    for (double[] stream : x) {
      double[] y = norm(stream, weights[first]);
      double[] active = product(y, weights[first + 1], model.feedForward());
      double[] up = product(y, weights[first + 2], model.feedForward());
      for (int i = 0; i < active.length; i++) {
        active[i] *= up[i] / (1 + Math.exp(-active[i]));
      }
      add(stream, product(active, weights[first + 3], model.width()));
    }
  }

  private double[] norm(double[] x, double[] gains) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    double scale = 1 / Math.sqrt(sum / x.length + (float) model.normEpsilon());
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = x[i] * scale * gains[i];
    }
    return result;
  }

  private double tokenLoss(double[] y, int target) {
    double total = 0;
    double wanted = 0;
    for (int token = 0; token < model.vocabulary(); token++) {
      double score = 0;
      for (int i = 0; i < y.length; i++) {
        score += y[i] * weights[0][token * y.length + i];
      }
      total += Math.exp(score);
      wanted = token == target ? score : wanted;
    }
    return Math.log(total) - wanted;
  }

  private static double[] product(double[] x, double[] matrix, int columns) {
    double[] result = new double[columns];
    for (int k = 0; k < x.length; k++) {
      for (int j = 0; j < columns; j++) {
        result[j] += x[k] * matrix[k * columns + j];
      }
    }
    return result;
  }

  private static double[] row(double[] matrix, int row, int columns) {
    return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
