package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model compiled for batches of one shape: for training (loss and gradients), evaluation (loss)
 * or scoring (scores of the next token). For use by one thread at a time.
 */
final class ModelProgram {

  /** What a program computes. */
  enum Purpose {
    TRAINING,
    EVALUATION,
    SCORING
  }

  /**
   * What a program is compiled for.
   *
   * @param specification the model
   * @param purpose what it computes
   * @param rows windows in a batch
   * @param context tokens in a window
   */
  record Shape(ModelSpecification specification, Purpose purpose, int rows, int context) {}

  private final int vocabulary;
  private final Shape shape;
  private final ExecutionPlan plan;
  private final List<INDArray> parameters = new ArrayList<>();
  private final List<INDArray> gradients = new ArrayList<>();

  ModelProgram(Shape shape) {
    this.shape = shape;
    this.vocabulary = shape.specification().vocabulary();
    SameDiff graph =
        GptGraph.build(shape.specification(), DataType.FLOAT, shape.rows(), shape.context());
    List<String> names =
        shape.specification().tensors().stream().map(TensorDescription::name).toList();
    switch (shape.purpose()) {
      case TRAINING -> {
        SilencedOutput.during(graph::createGradFunction);
        List<String> gradientNames =
            names.stream().map(name -> graph.getVariable(name).gradient().name()).toList();
        List<String> outputs = new ArrayList<>(gradientNames);
        outputs.add(GptGraph.LOSS);
        this.plan = new ExecutionPlan(graph.getFunction("grad"), outputs);
        gradientNames.forEach(name -> gradients.add(plan.array(name)));
      }
      case EVALUATION -> this.plan = new ExecutionPlan(graph, List.of(GptGraph.LOSS));
      case SCORING -> this.plan = new ExecutionPlan(graph, List.of(GptGraph.SCORES));
      default -> throw new IllegalArgumentException("Unknown purpose " + shape.purpose());
    }
    names.forEach(name -> parameters.add(plan.array(name)));
  }

  Shape shape() {
    return shape;
  }

  /** Sets the parameters, one array for each tensor. */
  void load(float[][] values) {
    for (int i = 0; i < values.length; i++) {
      buffer(parameters.get(i)).put(values[i]);
      written(parameters.get(i));
    }
  }

  /** Runs a batch of this shape; its loss in mean nats per token. */
  double loss(Batch batch) {
    FloatBuffer inputs = cleared(GptGraph.INPUTS);
    FloatBuffer targets = cleared(GptGraph.TARGETS);
    for (int row = 0; row < shape.rows(); row++) {
      for (int position = 0; position < shape.context(); position++) {
        int token = (row * shape.context() + position) * vocabulary;
        inputs.put(token + batch.input(row, position), 1f);
        targets.put(token + batch.target(row, position), 1f);
      }
    }
    written(plan.array(GptGraph.INPUTS));
    written(plan.array(GptGraph.TARGETS));
    plan.run();
    return plan.array(GptGraph.LOSS).getFloat(0);
  }

  /** Copies the gradients of the last run. */
  void gradients(float[][] into) {
    for (int i = 0; i < into.length; i++) {
      buffer(gradients.get(i)).get(into[i]);
    }
  }

  /**
   * The scores of the token that follows the last one.
   *
   * @param tokens from one to {@code context} of them
   */
  float[] scores(byte[] tokens) {
    FloatBuffer inputs = cleared(GptGraph.INPUTS);
    for (int position = 0; position < tokens.length; position++) {
      inputs.put(position * vocabulary + (tokens[position] & 0xFF), 1f);
    }
    written(plan.array(GptGraph.INPUTS));
    plan.run();
    float[] scores = new float[vocabulary];
    buffer(plan.array(GptGraph.SCORES)).get((tokens.length - 1) * vocabulary, scores);
    return scores;
  }

  private FloatBuffer cleared(String placeholder) {
    FloatBuffer buffer = buffer(plan.array(placeholder));
    buffer.put(0, new float[buffer.capacity()]);
    return buffer;
  }

  /** An array's values in the process's memory; a GPU's are brought there. */
  private static FloatBuffer buffer(INDArray array) {
    return array.data().asNioFloat();
  }

  /** Says that an array's values in the process's memory are new, so that a GPU gets them. */
  private static void written(INDArray array) {
    Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
  }
}
