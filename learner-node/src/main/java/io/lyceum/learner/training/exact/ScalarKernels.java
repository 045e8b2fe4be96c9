package io.lyceum.learner.training.exact;

import java.util.Arrays;

/**
 * The kernels one number at a time: what the arithmetic means, and what runs where the Vector API
 * is absent.
 */
class ScalarKernels implements Kernels {

  private static final int PANEL_COLUMNS = 16;

  /** Scratch memory for the lanes of a sum. */
  final float[] lanes = new float[LaneSum.LANES];

  @Override
  public int panelColumns() {
    return PANEL_COLUMNS;
  }

  @Override
  public void multiply(
      int rows,
      int columns,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] panel,
      int panelAt,
      float[] c,
      int cAt,
      int cRow,
      Onto onto) {
    int width = panelColumns();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = cAt + i * cRow + j;
        float chain = onto == Onto.CONTINUE ? c[at] : 0f;
        int from = aAt + i * aRow;
        for (int k = 0; k < depth; k++) {
          chain = Math.fma(a[from + k * aStep], panel[panelAt + k * width + j], chain);
        }
        c[at] = onto == Onto.ADD ? c[at] + chain : chain;
      }
    }
  }

  @Override
  public float dot(float[] x, int xAt, float[] y, int yAt, int size) {
    clearLanes();
    for (int i = 0; i < size; i++) {
      int lane = i % LaneSum.LANES;
      lanes[lane] = Math.fma(x[xAt + i], y[yAt + i], lanes[lane]);
    }
    return LaneSum.fold(lanes);
  }

  @Override
  public float sum(float[] x, int at, int size) {
    clearLanes();
    for (int i = 0; i < size; i++) {
      lanes[i % LaneSum.LANES] += x[at + i];
    }
    return LaneSum.fold(lanes);
  }

  private void clearLanes() {
    Arrays.fill(lanes, 0f);
  }

  @Override
  public float maximum(float[] x, int at, int size) {
    float greatest = x[at];
    for (int i = 1; i < size; i++) {
      greatest = Math.max(greatest, x[at + i]);
    }
    return greatest;
  }

  @Override
  public void exponentials(float[] x, int at, int size, float shift) {
    for (int i = at; i < at + size; i++) {
      x[i] = Exponential.of(x[i] - shift);
    }
  }

  @Override
  public void scale(float[] x, int at, int size, float factor) {
    for (int i = at; i < at + size; i++) {
      x[i] *= factor;
    }
  }

  @Override
  public void add(float[] x, int xAt, float[] y, int yAt, int size) {
    for (int i = 0; i < size; i++) {
      y[yAt + i] += x[xAt + i];
    }
  }

  @Override
  public void normalise(
      float[] x, int xAt, float factor, float[] gains, int gainsAt, float[] y, int yAt, int size) {
    for (int i = 0; i < size; i++) {
      y[yAt + i] = x[xAt + i] * factor * gains[gainsAt + i];
    }
  }

  @Override
  public void multiply(
      float[] d, int dAt, float[] gains, int gainsAt, float[] t, int tAt, int size) {
    for (int i = 0; i < size; i++) {
      t[tAt + i] = d[dAt + i] * gains[gainsAt + i];
    }
  }

  @Override
  public void addNormGradient(
      float r, float[] t, int tAt, float k, float[] x, int xAt, float[] y, int yAt, int size) {
    for (int i = 0; i < size; i++) {
      y[yAt + i] = Math.fma(-k, x[xAt + i], Math.fma(r, t[tAt + i], y[yAt + i]));
    }
  }

  @Override
  public void addGainGradient(
      float[] d, int dAt, float[] x, int xAt, float factor, float[] gradient, int at, int size) {
    for (int i = 0; i < size; i++) {
      gradient[at + i] = Math.fma(d[dAt + i], x[xAt + i] * factor, gradient[at + i]);
    }
  }

  @Override
  public void rotate(float[] x, int at, int half, RotaryTables tables, int tableAt, float sign) {
    rotate(0, x, at, half, tables, tableAt, sign);
  }

  /** Turns the pairs from one on. */
  static void rotate(
      int from, float[] x, int at, int half, RotaryTables tables, int tableAt, float sign) {
    for (int i = from; i < half; i++) {
      float first = x[at + i];
      float second = x[at + half + i];
      float cosine = tables.cosines()[tableAt + i];
      float sine = tables.sines()[tableAt + i] * sign;
      x[at + i] = Math.fma(-second, sine, first * cosine);
      x[at + half + i] = Math.fma(first, sine, second * cosine);
    }
  }

  @Override
  public void swiGlu(
      float[] gate, int gateAt, float[] up, int upAt, float[] out, int outAt, int size) {
    for (int i = 0; i < size; i++) {
      float g = gate[gateAt + i];
      out[outAt + i] = g / (1f + Exponential.of(-g)) * up[upAt + i];
    }
  }

  @Override
  public void swiGluGradient(
      float[] d,
      int dAt,
      float[] gate,
      int gateAt,
      float[] up,
      int upAt,
      float[] gateGradient,
      int gateGradientAt,
      float[] upGradient,
      int upGradientAt,
      int size) {
    for (int i = 0; i < size; i++) {
      float g = gate[gateAt + i];
      float u = up[upAt + i];
      float e = d[dAt + i];
      float s = 1f / (1f + Exponential.of(-g));
      gateGradient[gateGradientAt + i] = e * u * (s * Math.fma(g, 1f - s, 1f));
      upGradient[upGradientAt + i] = e * (g * s);
    }
  }

  @Override
  public void softmaxGradient(float[] p, int pAt, float mean, float[] d, int dAt, int size) {
    for (int i = 0; i < size; i++) {
      d[dAt + i] = p[pAt + i] * (d[dAt + i] - mean);
    }
  }

  @Override
  public void adamW(AdamWStep step, float[] w, float[] m, float[] v, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      float gradient = g[i] * step.clip();
      m[i] = Math.fma(step.beta1(), m[i], step.rest1() * gradient);
      v[i] = Math.fma(step.beta2(), v[i], step.rest2() * gradient * gradient);
      float u = m[i] / ((float) Math.sqrt(v[i]) * step.rootScale() + step.epsilon());
      w[i] = Math.fma(-step.stepSize(), u, Math.fma(-step.decay(), w[i], w[i]));
    }
  }
}
