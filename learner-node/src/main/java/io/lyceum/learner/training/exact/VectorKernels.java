package io.lyceum.learner.training.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with as many numbers at a time as the processor's vectors hold. Lanes of a vector are
 * neighbours in memory and never meet, but in sums, whose order {@link LaneSum} fixes; what does
 * not fill a vector is left to {@link ScalarKernels}.
 */
final class VectorKernels extends ScalarKernels {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());
  private static final int WIDTH = FLOATS.length();

  private static final int TILE_ROWS = Chunk.ROW_BLOCK;

  private static final int COLUMNS = VectorTiles.COLUMNS;

  private final float[] zeros = new float[COLUMNS];
  private final float[] tile = new float[TILE_ROWS * COLUMNS];

  /** Whether this machine's vectors suit the kernels. */
  static boolean supported() {
    return WIDTH >= 4 && WIDTH <= LaneSum.LANES;
  }

  /** Bits of a vector. */
  static int vectorBits() {
    return FLOATS.vectorBitSize();
  }

  @Override
  public int panelColumns() {
    return COLUMNS;
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
    if (columns < COLUMNS) {
      super.multiply(rows, columns, depth, a, aAt, aRow, aStep, panel, panelAt, c, cAt, cRow, onto);
      return;
    }
    switch (onto) {
      case STORE ->
          VectorTiles.multiply(
              rows, depth, a, aAt, aRow, aStep, panel, panelAt, zeros, 0, 0, c, cAt, cRow);
      case CONTINUE ->
          VectorTiles.multiply(
              rows, depth, a, aAt, aRow, aStep, panel, panelAt, c, cAt, cRow, c, cAt, cRow);
      case ADD -> {
        for (int i = 0; i < rows; i += TILE_ROWS) {
          int count = Math.min(TILE_ROWS, rows - i);
          int from = aAt + i * aRow;
          VectorTiles.multiply(
              count, depth, a, from, aRow, aStep, panel, panelAt, zeros, 0, 0, tile, 0, COLUMNS);
          addTile(count, c, cAt + i * cRow, cRow);
        }
      }
    }
  }

  private void addTile(int rows, float[] c, int at, int row) {
    for (int i = 0; i < rows; i++) {
      int to = at + i * row;
      int from = i * COLUMNS;
      load(c, to).add(load(tile, from)).intoArray(c, to);
      load(c, to + WIDTH).add(load(tile, from + WIDTH)).intoArray(c, to + WIDTH);
    }
  }

  @Override
  public float dot(float[] x, int xAt, float[] y, int yAt, int size) {
    int whole = size - size % LaneSum.LANES;
    for (int lane = 0; lane < LaneSum.LANES; lane += WIDTH) {
      FloatVector chain = zero();
      for (int i = lane; i < whole; i += LaneSum.LANES) {
        chain = load(x, xAt + i).fma(load(y, yAt + i), chain);
      }
      chain.intoArray(lanes, lane);
    }
    for (int i = whole; i < size; i++) {
      lanes[i - whole] = Math.fma(x[xAt + i], y[yAt + i], lanes[i - whole]);
    }
    return LaneSum.fold(lanes);
  }

  @Override
  public float sum(float[] x, int at, int size) {
    int whole = size - size % LaneSum.LANES;
    for (int lane = 0; lane < LaneSum.LANES; lane += WIDTH) {
      FloatVector chain = zero();
      for (int i = lane; i < whole; i += LaneSum.LANES) {
        chain = chain.add(load(x, at + i));
      }
      chain.intoArray(lanes, lane);
    }
    for (int i = whole; i < size; i++) {
      lanes[i - whole] += x[at + i];
    }
    return LaneSum.fold(lanes);
  }

  @Override
  public float maximum(float[] x, int at, int size) {
    int whole = FLOATS.loopBound(size);
    if (whole == 0) {
      return super.maximum(x, at, size);
    }
    FloatVector greatest = load(x, at);
    for (int i = WIDTH; i < whole; i += WIDTH) {
      greatest = greatest.max(load(x, at + i));
    }
    float result = greatest.reduceLanes(VectorOperators.MAX);
    return whole == size ? result : Math.max(result, super.maximum(x, at + whole, size - whole));
  }

  private static FloatVector exponential(FloatVector x) {
    FloatVector bounded = x.min(Exponential.LARGEST);
    FloatVector n =
        bounded.mul(Exponential.LOG2_E).add(Exponential.ROUNDER).sub(Exponential.ROUNDER);
    FloatVector r =
        n.fma(broadcast(-Exponential.LN2_LOW), n.fma(broadcast(-Exponential.LN2_HIGH), bounded));
    FloatVector p = r.fma(broadcast(Exponential.C6), broadcast(Exponential.C5));
    p = p.fma(r, broadcast(Exponential.C4));
    p = p.fma(r, broadcast(Exponential.C3));
    p = p.fma(r, broadcast(Exponential.C2));
    p = p.fma(r, broadcast(1f));
    p = p.fma(r, broadcast(1f));
    IntVector exponent =
        ((IntVector) n.convert(VectorOperators.F2I, 0))
            .add(Exponential.BIAS)
            .lanewise(VectorOperators.LSHL, Exponential.MANTISSA_BITS);
    VectorMask<Float> tiny = x.lt(Exponential.SMALLEST);
    return p.mul(exponent.reinterpretAsFloats()).blend(0f, tiny);
  }

  /** Made anew each time: a vector that is loaded from a field could not live in a register. */
  private static FloatVector zero() {
    return FloatVector.zero(FLOATS);
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(FLOATS, x, at);
  }

  @Override
  public void exponentials(float[] x, int at, int size, float shift) {
    int whole = FLOATS.loopBound(size);
    for (int i = at; i < at + whole; i += WIDTH) {
      exponential(load(x, i).sub(shift)).intoArray(x, i);
    }
    super.exponentials(x, at + whole, size - whole, shift);
  }

  @Override
  public void scale(float[] x, int at, int size, float factor) {
    int whole = FLOATS.loopBound(size);
    for (int i = at; i < at + whole; i += WIDTH) {
      load(x, i).mul(factor).intoArray(x, i);
    }
    super.scale(x, at + whole, size - whole, factor);
  }

  @Override
  public void add(float[] x, int xAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      load(y, yAt + i).add(load(x, xAt + i)).intoArray(y, yAt + i);
    }
    super.add(x, xAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void normalise(
      float[] x, int xAt, float factor, float[] gains, int gainsAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      load(x, xAt + i).mul(factor).mul(load(gains, gainsAt + i)).intoArray(y, yAt + i);
    }
    super.normalise(x, xAt + whole, factor, gains, gainsAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void multiply(
      float[] d, int dAt, float[] gains, int gainsAt, float[] t, int tAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      load(d, dAt + i).mul(load(gains, gainsAt + i)).intoArray(t, tAt + i);
    }
    super.multiply(d, dAt + whole, gains, gainsAt + whole, t, tAt + whole, size - whole);
  }

  @Override
  public void addNormGradient(
      float r, float[] t, int tAt, float k, float[] x, int xAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = broadcast(r);
    FloatVector less = broadcast(-k);
    for (int i = 0; i < whole; i += WIDTH) {
      less.fma(load(x, xAt + i), factor.fma(load(t, tAt + i), load(y, yAt + i)))
          .intoArray(y, yAt + i);
    }
    super.addNormGradient(r, t, tAt + whole, k, x, xAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void addGainGradient(
      float[] d, int dAt, float[] x, int xAt, float factor, float[] gradient, int at, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      load(d, dAt + i)
          .fma(load(x, xAt + i).mul(factor), load(gradient, at + i))
          .intoArray(gradient, at + i);
    }
    super.addGainGradient(
        d, dAt + whole, x, xAt + whole, factor, gradient, at + whole, size - whole);
  }

  @Override
  public void rotate(float[] x, int at, int half, RotaryTables tables, int tableAt, float sign) {
    int whole = FLOATS.loopBound(half);
    for (int i = 0; i < whole; i += WIDTH) {
      FloatVector first = load(x, at + i);
      FloatVector second = load(x, at + half + i);
      FloatVector cosine = load(tables.cosines(), tableAt + i);
      FloatVector sine = load(tables.sines(), tableAt + i).mul(sign);
      second.neg().fma(sine, first.mul(cosine)).intoArray(x, at + i);
      first.fma(sine, second.mul(cosine)).intoArray(x, at + half + i);
    }
    rotate(whole, x, at, half, tables, tableAt, sign);
  }

  @Override
  public void swiGlu(
      float[] gate, int gateAt, float[] up, int upAt, float[] out, int outAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      FloatVector g = load(gate, gateAt + i);
      g.div(exponential(g.neg()).add(1f)).mul(load(up, upAt + i)).intoArray(out, outAt + i);
    }
    super.swiGlu(gate, gateAt + whole, up, upAt + whole, out, outAt + whole, size - whole);
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
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      FloatVector g = load(gate, gateAt + i);
      FloatVector e = load(d, dAt + i);
      FloatVector s = broadcast(1f).div(exponential(g.neg()).add(1f));
      FloatVector slope = s.mul(g.fma(broadcast(1f).sub(s), broadcast(1f)));
      e.mul(load(up, upAt + i)).mul(slope).intoArray(gateGradient, gateGradientAt + i);
      e.mul(g.mul(s)).intoArray(upGradient, upGradientAt + i);
    }
    super.swiGluGradient(
        d,
        dAt + whole,
        gate,
        gateAt + whole,
        up,
        upAt + whole,
        gateGradient,
        gateGradientAt + whole,
        upGradient,
        upGradientAt + whole,
        size - whole);
  }

  @Override
  public void softmaxGradient(float[] p, int pAt, float mean, float[] d, int dAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += WIDTH) {
      load(p, pAt + i).mul(load(d, dAt + i).sub(mean)).intoArray(d, dAt + i);
    }
    super.softmaxGradient(p, pAt + whole, mean, d, dAt + whole, size - whole);
  }

  @Override
  public void adamW(AdamWStep step, float[] w, float[] m, float[] v, float[] g, int from, int to) {
    int whole = from + FLOATS.loopBound(to - from);
    FloatVector beta1 = broadcast(step.beta1());
    FloatVector beta2 = broadcast(step.beta2());
    FloatVector stepSize = broadcast(-step.stepSize());
    FloatVector decay = broadcast(-step.decay());
    for (int i = from; i < whole; i += WIDTH) {
      FloatVector gradient = load(g, i).mul(step.clip());
      FloatVector first = beta1.fma(load(m, i), gradient.mul(step.rest1()));
      FloatVector second = beta2.fma(load(v, i), gradient.mul(step.rest2()).mul(gradient));
      FloatVector u = first.div(second.sqrt().mul(step.rootScale()).add(step.epsilon()));
      FloatVector weight = load(w, i);
      first.intoArray(m, i);
      second.intoArray(v, i);
      stepSize.fma(u, decay.fma(weight, weight)).intoArray(w, i);
    }
    super.adamW(step, w, m, v, g, whole, to);
  }
}
