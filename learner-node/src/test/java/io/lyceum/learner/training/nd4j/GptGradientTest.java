package io.lyceum.learner.training.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lyceum.learner.model.ModelSpecification;
import io.lyceum.learner.model.TensorDescription;
import io.lyceum.learner.model.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The whole model's gradients, tensor by tensor, against differences of its loss in double. */
class GptGradientTest {

  private static final int ROWS = 2;
  private static final int CONTEXT = 6;
  private static final ModelSpecification MODEL =
      new ModelSpecification(2, 16, 4, 2, 12, CONTEXT, 256, 11, 0.4, 100, 1e-5);

  @BeforeAll
  static void startNatives() {
    NativeRuntime.startOnCpu();
  }

  @Test
  void everyTensorsGradientIsTheSlopeOfTheLoss() {
    SameDiff graph = differentiated(DataType.DOUBLE);
    ExecutionPlan plan = plan(graph);
    fill(plan, DataType.DOUBLE);
    plan.run();
    Map<String, INDArray> gradients = new HashMap<>();
    for (TensorDescription tensor : MODEL.tensors()) {
      gradients.put(tensor.name(), plan.array(gradientOf(graph, tensor)).dup());
    }
    double h = 1e-5;
    for (TensorDescription tensor : MODEL.tensors()) {
      INDArray values = plan.array(tensor.name());
      INDArray gradient = gradients.get(tensor.name());
      double largest = gradient.amaxNumber().doubleValue();
      assertThat(largest).as(tensor.name()).isGreaterThan(1e-5);
      for (int sample = 0; sample < 12; sample++) {
        long index = sample * 7919L % tensor.size();
        double value = values.getDouble(index);
        double slope =
            (lossWith(plan, values, index, value + h) - lossWith(plan, values, index, value - h))
                / (2 * h);
        values.putScalar(index, value);
        assertThat(gradient.getDouble(index))
            .as("%s[%d]", tensor.name(), index)
            .isCloseTo(slope, within(1e-6 * largest + 1e-10));
      }
    }
  }

  @Test
  void aPlanGivesTheBitsOfSameDiffsOwnSession() {
    SameDiff graph = differentiated(DataType.FLOAT);
    ExecutionPlan plan = plan(graph);
    fill(plan, DataType.FLOAT);
    plan.run();
    plan.run();
    Map<String, INDArray> placeholders = new HashMap<>();
    for (String name : List.of(GptGraph.INPUTS, GptGraph.TARGETS)) {
      placeholders.put(name, plan.array(name).dup());
    }
    List<String> names = MODEL.tensors().stream().map(TensorDescription::name).toList();
    for (String name : names) {
      graph.getVariable(name).getArr().assign(plan.array(name));
    }
    Map<String, INDArray> expected = graph.calculateGradients(placeholders, names);
    for (TensorDescription tensor : MODEL.tensors()) {
      assertThat(plan.array(gradientOf(graph, tensor)).data().asFloat())
          .as(tensor.name())
          .isEqualTo(expected.get(tensor.name()).dup('c').data().asFloat());
    }
  }

  @Test
  void aTokenDoesNotSeeWhatFollows() {
    SameDiff graph = GptGraph.build(MODEL, DataType.DOUBLE, ROWS, CONTEXT);
    ExecutionPlan plan = new ExecutionPlan(graph, List.of(GptGraph.SCORES));
    fill(plan, DataType.DOUBLE);
    plan.run();
    INDArray before = plan.array(GptGraph.SCORES).dup();
    INDArray inputs = plan.array(GptGraph.INPUTS);
    int changed = 3;
    inputs.getRow(changed).assign(0).putScalar(99, 1);
    plan.run();
    INDArray after = plan.array(GptGraph.SCORES);
    for (int token = 0; token < ROWS * CONTEXT; token++) {
      boolean sees = token >= changed && token < CONTEXT;
      assertThat(before.getRow(token).equalsWithEps(after.getRow(token), 0))
          .as("token " + token)
          .isEqualTo(!sees);
    }
  }

  @Test
  void nothingInTheGraphIsComputedFromAnotherType() {
    SameDiff graph = GptGraph.build(MODEL, DataType.FLOAT, ROWS, CONTEXT);
    assertThat(graph.variables())
        .filteredOn(variable -> variable.getVariableType() != VariableType.CONSTANT)
        .allMatch(variable -> variable.dataType() == DataType.FLOAT);
  }

  private static SameDiff differentiated(DataType type) {
    SameDiff graph = GptGraph.build(MODEL, type, ROWS, CONTEXT);
    SilencedOutput.during(graph::createGradFunction);
    return graph;
  }

  private static ExecutionPlan plan(SameDiff graph) {
    List<String> outputs = new ArrayList<>();
    outputs.add(GptGraph.LOSS);
    MODEL.tensors().forEach(tensor -> outputs.add(gradientOf(graph, tensor)));
    return new ExecutionPlan(graph.getFunction("grad"), outputs);
  }

  private static String gradientOf(SameDiff graph, TensorDescription tensor) {
    return graph.getVariable(tensor.name()).gradient().name();
  }

  private static void fill(ExecutionPlan plan, DataType type) {
    Tensors parameters = Tensors.initial(MODEL);
    for (int i = 0; i < parameters.count(); i++) {
      INDArray array = plan.array(MODEL.tensors().get(i).name());
      array.assign(Nd4j.createFromArray(parameters.copy(i)).reshape(array.shape()).castTo(type));
    }
    for (int token = 0; token < ROWS * CONTEXT; token++) {
      plan.array(GptGraph.INPUTS).putScalar(token, token * 37 % 256, 1);
      plan.array(GptGraph.TARGETS).putScalar(token, (token + 1) * 37 % 256, 1);
    }
  }

  private static double lossWith(ExecutionPlan plan, INDArray values, long index, double value) {
    values.putScalar(index, value);
    plan.run();
    return plan.array(GptGraph.LOSS).getDouble(0);
  }
}
