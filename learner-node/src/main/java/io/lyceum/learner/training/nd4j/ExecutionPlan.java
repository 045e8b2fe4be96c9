package io.lyceum.learner.training.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.shape.Reshape;
import org.nd4j.linalg.api.ops.impl.shape.Shape;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph bound to memory once and then run again and again.
 *
 * <p>SameDiff's own sessions look up every operation's inputs, compute its shapes and allocate its
 * results anew in each run; that costs a small model more than its arithmetic, and the results wait
 * for the garbage collector. All our shapes are fixed, so a plan does this once. A reshape is a
 * view of its input and is not run at all, nor is what depends on constants alone.
 *
 * <p>For use by one thread at a time.
 */
final class ExecutionPlan {

  /** One operation with its inputs and results bound. */
  private record Step(DifferentialFunction operation, OpContext bound) {

    void run() {
      if (operation instanceof CustomOp custom) {
        Nd4j.getExecutioner().exec(custom, bound);
      } else {
        Nd4j.getExecutioner().exec((Op) operation, bound);
      }
    }
  }

  private final SameDiff graph;
  private final Map<String, INDArray> arrays = new HashMap<>();
  private final Set<String> constants = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * Binds what the outputs need.
   *
   * @param graph a graph without control flow, all of whose placeholders have fixed shapes
   * @param outputs names of the variables to compute
   */
  ExecutionPlan(SameDiff graph, Collection<String> outputs) {
    this.graph = graph;
    for (SDVariable variable : graph.variables()) {
      if (variable.getVariableType() == VariableType.CONSTANT) {
        arrays.put(variable.name(), variable.getArr());
        constants.add(variable.name());
      } else if (variable.getVariableType() != VariableType.ARRAY) {
        arrays.put(
            variable.name(),
            variable.getVariableType() == VariableType.VARIABLE
                ? variable.getArr().dup('c')
                : Nd4j.create(variable.dataType(), variable.getShape()));
      }
    }
    outputs.forEach(this::bindWithInputs);
  }

  /** The array of a placeholder, a variable or an output; its content changes with each run. */
  INDArray array(String name) {
    return arrays.get(name);
  }

  /** Computes the outputs from what the placeholders and variables hold. */
  void run() {
    for (Step step : steps) {
      step.run();
    }
  }

  /** Binds the operation that makes a variable, after those that make its inputs. */
  private void bindWithInputs(String output) {
    Deque<String> pending = new ArrayDeque<>();
    pending.push(output);
    while (!pending.isEmpty()) {
      String name = pending.peek();
      if (arrays.containsKey(name)) {
        pending.pop();
        continue;
      }
      DifferentialFunction operation = graph.getVariableOutputOp(name);
      List<String> missing = new ArrayList<>();
      for (String input : operation.argNames()) {
        if (!arrays.containsKey(input)) {
          missing.add(input);
        }
      }
      if (missing.isEmpty()) {
        bind(operation);
      } else {
        missing.reversed().forEach(pending::push);
      }
    }
  }

  private void bind(DifferentialFunction operation) {
    List<INDArray> inputs = Arrays.stream(operation.argNames()).map(arrays::get).toList();
    String[] outputs = operation.outputVariablesNames();
    OpContext context = Nd4j.getExecutioner().buildContext();
    List<LongShapeDescriptor> shapes = shapes(operation, inputs, context);
    if (operation instanceof Reshape) {
      arrays.put(outputs[0], view(inputs.getFirst(), shapes.getFirst().getShape()));
      return;
    }
    for (int i = 0; i < outputs.length; i++) {
      DataType type = graph.getVariable(outputs[i]).dataType();
      INDArray result = Nd4j.create(type, shapes.get(i).getShape());
      context.setOutputArray(i, result);
      arrays.put(outputs[i], result);
    }
    Step step = new Step(operation, context);
    // Run at once: later shapes may depend on the result.
    step.run();
    if (operation instanceof Shape || constants.containsAll(List.of(operation.argNames()))) {
      constants.addAll(List.of(outputs));
    } else {
      steps.add(step);
    }
  }

  private static List<LongShapeDescriptor> shapes(
      DifferentialFunction operation, List<INDArray> inputs, OpContext context) {
    context.setInputArrays(inputs);
    if (operation instanceof DynamicCustomOp custom) {
      context.setIArguments(custom.iArgs());
      context.setDArguments(custom.dArgs());
      context.setTArguments(custom.tArgs());
      context.setBArguments(custom.bArgs());
      return custom.calculateOutputShape(context);
    }
    return ((BaseOp) operation).calculateOutputShape(context);
  }

  private static INDArray view(INDArray array, long[] shape) {
    INDArray view = array.reshape('c', shape);
    if (view.data().platformAddress() != array.data().platformAddress()) {
      throw new IllegalStateException("A reshaped array is no view: it is not in row order");
    }
    return view;
  }
}
