package io.lyceum.learner.training.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vectors give the bits of the scalar kernels, for sizes that fill them and that do not. */
class KernelsTest {

  private static final int[] SIZES = {1, 3, 4, 7, 15, 16, 17, 31, 32, 33, 64, 100, 193};

  private final Kernels scalar = KernelChoice.SCALAR.create();
  private Kernels vector;

  @BeforeEach
  void requireVectors() {
    assumeTrue(
        KernelChoice.fastest() == KernelChoice.VECTOR, "the process has no jdk.incubator.vector");
    vector = KernelChoice.VECTOR.create();
  }

  @Test
  void productsHaveTheSameBits() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      int rows = 1 + random.nextInt(21);
      int columns = 1 + random.nextInt(70);
      int depth = random.nextInt(40);
      boolean transposed = random.nextBoolean();
      Onto onto = Onto.values()[trial % 3];
      float[] a = numbers(random, rows * depth + 1);
      float[] b = numbers(random, columns * depth + 1);
      float[] c = numbers(random, rows * columns);
      float[] bits = c.clone();
      for (Kernels kernels : new Kernels[] {scalar, vector}) {
        Panels panels = new Panels(depth, columns, kernels.panelColumns());
        if (transposed) {
          panels.putTransposed(0, 0, depth, columns, b, 0, depth);
        } else {
          panels.put(0, 0, depth, columns, b, 0, columns);
        }
        int aRow = transposed ? 1 : depth;
        int aStep = transposed ? rows : 1;
        float[] into = kernels == scalar ? c : bits;
        panels.multiply(kernels, rows, a, 0, aRow, aStep, into, 0, columns, onto);
      }
      assertThat(bits).as("%d x %d x %d %s", rows, columns, depth, onto).isEqualTo(c);
    }
  }

  @Test
  void aProductIsAChainOfFusedMultiplyAdds() {
    float[] a = {0.1f, 0.2f, 0.3f};
    float[] b = {3f, 5f, 7f};
    float[] c = {1000f};
    Panels panels = new Panels(3, 1, scalar.panelColumns());
    panels.put(0, 0, 3, 1, b, 0, 1);
    panels.multiply(scalar, 1, a, 0, 3, 1, c, 0, 1, Onto.CONTINUE);
    float chain = Math.fma(0.3f, 7f, Math.fma(0.2f, 5f, Math.fma(0.1f, 3f, 1000f)));
    assertThat(c[0]).isEqualTo(chain);
  }

  @Test
  void sumsAndMaximaHaveTheSameBits() {
    Random random = new Random(4);
    for (int size : SIZES) {
      float[] x = numbers(random, size + 5);
      float[] y = numbers(random, size + 5);
      assertThat(vector.dot(x, 5, y, 2, size)).isEqualTo(scalar.dot(x, 5, y, 2, size));
      assertThat(vector.sum(x, 5, size)).isEqualTo(scalar.sum(x, 5, size));
      assertThat(vector.maximum(x, 5, size)).isEqualTo(scalar.maximum(x, 5, size));
    }
  }

  @Test
  void elementwiseKernelsHaveTheSameBits() {
    AdamWStep step = new AdamWStep(0.9f, 0.1f, 0.99f, 0.01f, 1e-8f, 0.7f, 0.003f, 1.3f, 1e-4f);
    for (int size : SIZES) {
      same(size, (k, x) -> k.exponentials(x[0], 3, size, 1.5f));
      same(size, (k, x) -> k.scale(x[0], 3, size, 1.1f));
      same(size, (k, x) -> k.add(x[0], 3, x[1], 1, size));
      same(size, (k, x) -> k.multiply(x[0], 3, x[1], 2, x[2], 1, size));
      same(size, (k, x) -> k.normalise(x[0], 3, 0.7f, x[1], 2, x[2], 1, size));
      same(size, (k, x) -> k.addNormGradient(0.7f, x[0], 3, 0.2f, x[1], 2, x[2], 1, size));
      same(size, (k, x) -> k.addGainGradient(x[0], 3, x[1], 2, 0.3f, x[2], 1, size));
      same(size, (k, x) -> k.rotate(x[0], 3, size, new RotaryTables(x[1], x[2]), 2, 1f));
      same(size, (k, x) -> k.rotate(x[0], 3, size, new RotaryTables(x[1], x[2]), 2, -1f));
      same(size, (k, x) -> k.swiGlu(x[0], 3, x[1], 2, x[2], 1, size));
      same(size, (k, x) -> k.swiGluGradient(x[0], 3, x[1], 2, x[2], 1, x[3], 0, x[4], 2, size));
      same(size, (k, x) -> k.softmaxGradient(x[0], 3, 0.4f, x[1], 1, size));
      same(
          size,
          (k, x) -> {
            for (int i = 0; i < x[2].length; i++) {
              x[2][i] = Math.abs(x[2][i]);
            }
            k.adamW(step, x[0], x[1], x[2], x[3], 3, 3 + size);
          });
    }
  }

  private void same(int size, BiConsumer<Kernels, float[][]> kernel) {
    float[][] left = arrays(size);
    float[][] right = arrays(size);
    kernel.accept(scalar, left);
    kernel.accept(vector, right);
    assertThat(right).as("%d elements", size).isDeepEqualTo(left);
  }

  private static float[][] arrays(int size) {
    Random random = new Random(size);
    float[][] arrays = new float[5][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = numbers(random, 2 * size + 5);
    }
    return arrays;
  }

  private static float[] numbers(Random random, int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian() * 3;
    }
    return numbers;
  }
}
