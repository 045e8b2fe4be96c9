package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.learner.training.cuda.Product.Batch;
import io.lyceum.learner.training.cuda.Product.Causal;
import io.lyceum.learner.training.cuda.Product.Form;
import io.lyceum.learner.training.cuda.Product.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every element of a product is one chain of fused multiply-adds, whatever the tile, on whatever
 * device a subclass opens.
 */
abstract class ProductCases {

  private static final int[][] SHAPES = {
    {1, 1, 1}, {33, 65, 17}, {130, 67, 48}, {32, 32, 16}, {129, 131, 5}
  };

  private final Random random = new Random(5);
  private Device device;
  private Workspace workspace;
  private Launcher launcher;

  /** Opens a device, or skips the test where there is none. */
  abstract Device openDevice();

  @BeforeEach
  void open() {
    device = openDevice();
    workspace = new Workspace(device);
    launcher = new Launcher(device);
  }

  @AfterEach
  void close() {
    if (device != null) {
      workspace.close();
      launcher.close();
      device.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void elementsAreChainsInAscendingOrder(Form form) {
    for (int[] shape : SHAPES) {
      int rows = shape[0];
      int columns = shape[1];
      int depth = shape[2];
      float[] a = numbers(rows * depth);
      float[] b = numbers(depth * columns);
      float[] residual = numbers(rows * columns);
      float[] expected = new float[rows * columns];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          float chain = 0f;
          for (int k = 0; k < depth; k++) {
            float left = a[form == Form.TN ? k * rows + i : i * depth + k];
            float right = b[form == Form.NT ? j * depth + k : k * columns + j];
            chain = Math.fma(left, right, chain);
          }
          expected[i * columns + j] = residual[i * columns + j] + chain;
        }
      }
      for (Tile tile : Tile.values()) {
        DeviceMemory c = workspace.floats(rows * columns);
        Product.of(
                form,
                Matrix.of(onDevice(a), form == Form.TN ? rows : depth),
                Matrix.of(onDevice(b), form == Form.NT ? depth : columns),
                Matrix.of(c, columns),
                rows,
                columns,
                depth)
            .addedTo(onDevice(residual))
            .launch(launcher, tile);
        assertThat(read(c, rows * columns))
            .as("%s %s %s", form, tile, Arrays.toString(shape))
            .containsExactly(expected);
      }
    }
  }

  /** A product that underflows to −0 stays so where the chain ends, and not where it goes on. */
  @ParameterizedTest
  @EnumSource(names = {"SMALL", "MEDIUM"})
  void causalChainsEndWithTheBlockOfTheirRow(Tile tile) {
    int n = 71;
    int columns = 5;
    float[] a = numbers(n * n);
    float[] b = numbers(n * columns);
    for (int row = 0; row < 32; row++) {
      Arrays.fill(a, row * n, row * n + n, 0f);
      a[row * n + 31] = -0x1p-100f;
    }
    Arrays.fill(b, 31 * columns, 32 * columns, 0x1p-100f);
    float[] expected = new float[n * columns];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < columns; j++) {
        float chain = 0f;
        for (int k = 0; k < Math.min(n, i / 32 * 32 + 32); k++) {
          chain = Math.fma(a[i * n + k], b[k * columns + j], chain);
        }
        expected[i * columns + j] = chain;
      }
    }
    DeviceMemory c = workspace.floats(n * columns);
    Product.of(
            Form.NN,
            Matrix.of(onDevice(a), n),
            Matrix.of(onDevice(b), columns),
            Matrix.of(c, columns),
            n,
            columns,
            n)
        .each(Batch.ONE, Causal.TO_BLOCK_END)
        .launch(launcher, tile);
    assertThat(expected[0]).isEqualTo(-0f);
    assertThat(read(c, n * columns)).containsExactly(expected);
  }

  /** Two windows of two key heads, three query heads on each, as the gradient of keys needs. */
  @ParameterizedTest
  @EnumSource(names = {"SMALL", "MEDIUM"})
  void chainsRunThroughTheHeadsThatShare(Tile tile) {
    int n = 67;
    int size = 6;
    float[] a = numbers(2 * 6 * n * n);
    float[] b = numbers(2 * 6 * n * size);
    float[] expected = new float[2 * 2 * n * size];
    for (int matrix = 0; matrix < 4; matrix++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < size; j++) {
          float chain = 0f;
          for (int head = 3 * matrix; head < 3 * matrix + 3; head++) {
            for (int k = i / 32 * 32; k < n; k++) {
              chain = Math.fma(a[(head * n + k) * n + i], b[(head * n + k) * size + j], chain);
            }
          }
          expected[(matrix * n + i) * size + j] = chain;
        }
      }
    }
    DeviceMemory c = workspace.floats(expected.length);
    Product.of(
            Form.TN,
            Matrix.of(onDevice(a), n).each(6 * n * n, 3 * n * n).repeated(n * n),
            Matrix.of(onDevice(b), size).each(6 * n * size, 3 * n * size).repeated(n * size),
            Matrix.of(c, size).each(2 * n * size, n * size),
            n,
            size,
            n)
        .each(new Batch(2, 2, 1, 3), Causal.FROM_BLOCK_BEGIN)
        .launch(launcher, tile);
    assertThat(read(c, expected.length)).containsExactly(expected);
  }

  @Test
  void moreProductsThanAGridHolds() {
    int count = Grid.LIMIT + 3;
    float[] a = numbers(count);
    float[] b = numbers(count);
    float[] expected = new float[count];
    for (int i = 0; i < count; i++) {
      expected[i] = Math.fma(a[i], b[i], 0f);
    }
    DeviceMemory c = workspace.floats(count);
    Product.of(
            Form.NN,
            Matrix.of(onDevice(a), 1).each(1, 0),
            Matrix.of(onDevice(b), 1).each(1, 0),
            Matrix.of(c, 1).each(1, 0),
            1,
            1,
            1)
        .each(new Batch(count, 1, 1, 1), Causal.NO)
        .launch(launcher, Tile.SMALL);
    assertThat(read(c, count)).containsExactly(expected);
  }

  @Test
  void tilesShrinkUntilADeviceIsOccupied() {
    Matrix none = new Matrix(0, 0, 0, 0, 0);
    Product product = Product.of(Form.NN, none, none, none, 2048, 192, 192);
    assertThat(product.tile(32)).isEqualTo(Tile.LARGE);
    assertThat(product.tile(96)).isEqualTo(Tile.MEDIUM);
    assertThat(product.tile(132)).isEqualTo(Tile.SMALL);
    assertThat(product.tile(10_000)).isEqualTo(Tile.SMALL);
    assertThat(product.each(Batch.ONE, Causal.TO_BLOCK_END).tile(32)).isEqualTo(Tile.MEDIUM);
  }

  private DeviceMemory onDevice(float[] values) {
    DeviceMemory memory = workspace.floats(values.length);
    try (Arena arena = Arena.ofConfined()) {
      memory.put(arena.allocateFrom(JAVA_FLOAT, values));
    }
    return memory;
  }

  private static float[] read(DeviceMemory memory, int count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_FLOAT, count);
      memory.get(host);
      return host.toArray(JAVA_FLOAT);
    }
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
