package io.lyceum.learner.training.exact;

/**
 * The inner loops of the arithmetic, each of which has one stated result: every implementation
 * gives the same bits. For use by one thread at a time, since sums use scratch memory.
 *
 * <p>An argument {@code at} is an offset into the array before it. Sums marked as lane sums follow
 * {@link LaneSum}.
 */
interface Kernels {

  /** Columns of a panel of {@link Panels}. */
  int panelColumns();

  /**
   * Multiplies rows of a matrix with a panel: for every row i and column j one chain {@code
   * fma(a[i,k], panel[k,j], ·)} in ascending k.
   *
   * @param aRow distance of two rows of a
   * @param aStep distance of two k in a row of a
   * @param columns columns of the panel that count
   * @param cRow distance of two rows of c
   */
  void multiply(
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
      Onto onto);

  /** The lane sum of {@code x·y}, every product fused with its addition. */
  float dot(float[] x, int xAt, float[] y, int yAt, int size);

  /** The lane sum of x. */
  float sum(float[] x, int at, int size);

  /** The greatest of some numbers. */
  float maximum(float[] x, int at, int size);

  /** {@code x = exp(x - shift)}, by {@link Exponential}. */
  void exponentials(float[] x, int at, int size, float shift);

  /** {@code x = x·factor}. */
  void scale(float[] x, int at, int size, float factor);

  /** {@code y = y + x}. */
  void add(float[] x, int xAt, float[] y, int yAt, int size);

  /** {@code y = (x·factor)·gains}. */
  void normalise(
      float[] x, int xAt, float factor, float[] gains, int gainsAt, float[] y, int yAt, int size);

  /** {@code t = d·gains}. */
  void multiply(float[] d, int dAt, float[] gains, int gainsAt, float[] t, int tAt, int size);

  /** {@code y = fma(-k, x, fma(r, t, y))}. */
  void addNormGradient(
      float r, float[] t, int tAt, float k, float[] x, int xAt, float[] y, int yAt, int size);

  /** {@code gradient = fma(d, x·factor, gradient)}. */
  void addGainGradient(
      float[] d, int dAt, float[] x, int xAt, float factor, float[] gradient, int at, int size);

  /**
   * Turns the pairs of a head: with x the first half of its components, y the second and s the sine
   * times the sign, {@code x' = fma(-y, s, x·cosine)} and {@code y' = fma(x, s, y·cosine)}.
   *
   * @param half half of a head's size
   * @param tableAt offset into both tables
   * @param sign 1, or −1 to turn back
   */
  void rotate(float[] x, int at, int half, RotaryTables tables, int tableAt, float sign);

  /** {@code out = (g / (1 + exp(-g)))·up}. */
  void swiGlu(float[] gate, int gateAt, float[] up, int upAt, float[] out, int outAt, int size);

  /**
   * The gradient of {@link #swiGlu}: with {@code s = 1 / (1 + exp(-g))} it puts {@code
   * (d·up)·(s·fma(g, 1 - s, 1))} in the place of the gate's and {@code d·(g·s)} in that of the
   * up's.
   */
  void swiGluGradient(
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
      int size);

  /** {@code d = p·(d - mean)}. */
  void softmaxGradient(float[] p, int pAt, float mean, float[] d, int dAt, int size);

  /** One step of AdamW on some elements, as {@link AdamWStep} states it. */
  void adamW(AdamWStep step, float[] w, float[] m, float[] v, float[] g, int from, int to);
}
