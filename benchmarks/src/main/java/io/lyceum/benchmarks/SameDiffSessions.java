package io.lyceum.benchmarks;

import io.lyceum.learner.data.Batch;
import io.lyceum.learner.model.Hyperparameters;
import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.training.AdamW;
import io.lyceum.learner.training.TrainingState;
import io.lyceum.learner.training.nd4j.GptGraph;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Training as Deeplearning4j offers it: {@link SameDiff#calculateGradients} on the graph of our
 * engine, which replaces its sessions by a plan of its own, with the same optimizer.
 */
final class SameDiffSessions {

  private final ModelSpecification specification;
  private final Hyperparameters hyperparameters;
  private final SameDiff graph;
  private final List<String> names;

  SameDiffSessions(ModelSpecification specification, Hyperparameters hyperparameters) {
    this.specification = specification;
    this.hyperparameters = hyperparameters;
    this.graph =
        GptGraph.build(
            specification, DataType.FLOAT, hyperparameters.batch(), hyperparameters.context());
    this.names = specification.tensors().stream().map(TensorDescription::name).toList();
  }

  void train(TrainingState state, List<Batch> batches) {
    AdamW optimizer = new AdamW(hyperparameters, state);
    float[][] gradients = new float[names.size()][];
    for (int i = 0; i < batches.size(); i++) {
      load(optimizer.parameters());
      Map<String, INDArray> computed =
          graph.calculateGradients(placeholders(batches.get(i)), names);
      for (int t = 0; t < gradients.length; t++) {
        gradients[t] = computed.get(names.get(t)).dup('c').data().asFloat();
      }
      optimizer.step(gradients, i);
    }
  }

  private void load(float[][] parameters) {
    for (int t = 0; t < parameters.length; t++) {
      TensorDescription tensor = specification.tensors().get(t);
      graph
          .getVariable(tensor.name())
          .getArr()
          .assign(Nd4j.create(parameters[t], new long[] {tensor.rows(), tensor.columns()}, 'c'));
    }
  }

  private Map<String, INDArray> placeholders(Batch batch) {
    int tokens = hyperparameters.batch() * hyperparameters.context();
    INDArray inputs = Nd4j.zeros(DataType.FLOAT, tokens, specification.vocabulary());
    INDArray targets = Nd4j.zeros(DataType.FLOAT, tokens, specification.vocabulary());
    for (int token = 0; token < tokens; token++) {
      int row = token / hyperparameters.context();
      int position = token % hyperparameters.context();
      inputs.putScalar(token, batch.input(row, position), 1f);
      targets.putScalar(token, batch.target(row, position), 1f);
    }
    return Map.of(GptGraph.INPUTS, inputs, GptGraph.TARGETS, targets);
  }
}
