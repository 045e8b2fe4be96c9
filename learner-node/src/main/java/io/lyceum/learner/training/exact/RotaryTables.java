package io.lyceum.learner.training.exact;

/**
 * Cosines and sines of the rotary embedding (Su et al. 2021), {@code headSize / 2} for each
 * position: component j of a head is turned with component {@code j + headSize / 2} by {@code
 * position · theta^(-2j / headSize)}. In {@code StrictMath} doubles, times a scale, rounded once to
 * fp32.
 */
public record RotaryTables(float[] cosines, float[] sines) {

  /** Those of queries, which carry the scale of the scores. */
  public static RotaryTables ofQueries(Dimensions d, double theta) {
    return of(d.context(), d.headSize(), theta, 1 / StrictMath.sqrt(d.headSize()));
  }

  /** Those of keys. */
  public static RotaryTables ofKeys(Dimensions d, double theta) {
    return of(d.context(), d.headSize(), theta, 1);
  }

  private static RotaryTables of(int context, int headSize, double theta, double scale) {
    int half = headSize / 2;
    float[] cosines = new float[context * half];
    float[] sines = new float[context * half];
    for (int i = 0; i < cosines.length; i++) {
      double angle = i / half * StrictMath.pow(theta, -2.0 * (i % half) / headSize);
      cosines[i] = (float) (StrictMath.cos(angle) * scale);
      sines[i] = (float) (StrictMath.sin(angle) * scale);
    }
    return new RotaryTables(cosines, sines);
  }
}
