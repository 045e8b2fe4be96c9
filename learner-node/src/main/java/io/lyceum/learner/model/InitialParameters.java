package io.lyceum.learner.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first parameters of a model, the same bits on every machine. Element e of tensor t is normal
 * by Box and Muller from Philox words with counter (e / 2, 0, t, 0) and the specification's seed as
 * key: each pair of words makes a uniform number with 53 bits, e's parity chooses cosine or sine,
 * everything in {@code StrictMath} doubles, then scaled and rounded once to fp32. Projections into
 * the residual stream are divided by the root of twice the number of layers (GPT-2); gains are one.
 */
final class InitialParameters {

  private InitialParameters() {}

  static Tensors of(ModelSpecification specification) {
    List<float[]> arrays = new ArrayList<>();
    List<TensorDescription> tensors = specification.tensors();
    for (int t = 0; t < tensors.size(); t++) {
      TensorDescription tensor = tensors.get(t);
      float[] values = new float[tensor.size()];
      switch (tensor.role()) {
        case GAIN -> Arrays.fill(values, 1f);
        case MATRIX ->
            fillNormal(values, t, specification.initialSeed(), specification.initialDeviation());
        case RESIDUAL_MATRIX ->
            fillNormal(
                values,
                t,
                specification.initialSeed(),
                specification.initialDeviation() / StrictMath.sqrt(2.0 * specification.layers()));
      }
      arrays.add(values);
    }
    return Tensors.of(specification, arrays);
  }

  private static void fillNormal(float[] values, int tensor, long seed, double deviation) {
    for (int e = 0; e < values.length; e += 2) {
      int[] words = Philox.words(e / 2, 0, tensor, 0, seed);
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - Philox.uniform(words[0], words[1])));
      double angle = 2 * Math.PI * Philox.uniform(words[2], words[3]);
      values[e] = (float) (radius * StrictMath.cos(angle) * deviation);
      if (e + 1 < values.length) {
        values[e + 1] = (float) (radius * StrictMath.sin(angle) * deviation);
      }
    }
  }
}
