package io.lyceum.learner.training;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.ModelSpecification;
import java.util.List;

/**
 * The shape that all batches of a call have.
 *
 * @param rows windows in a batch
 * @param context tokens in a window
 */
public record BatchShape(int rows, int context) {

  /**
   * The shape of some batches for a model.
   *
   * @throws IllegalArgumentException if there is no batch, they are of different shapes, or a
   *     window is longer than the model's context
   */
  public static BatchShape of(ModelSpecification specification, List<Batch> batches) {
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("There is no batch");
    }
    BatchShape shape = of(batches.getFirst());
    for (Batch batch : batches) {
      if (!of(batch).equals(shape)) {
        throw new IllegalArgumentException("Batches are of different shapes");
      }
    }
    if (shape.context > specification.context()) {
      throw new IllegalArgumentException(
          "A window of %d tokens is longer than the model's context of %d"
              .formatted(shape.context, specification.context()));
    }
    return shape;
  }

  private static BatchShape of(Batch batch) {
    return new BatchShape(batch.rows(), batch.context());
  }
}
