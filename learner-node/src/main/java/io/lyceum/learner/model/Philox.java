package io.lyceum.learner.model;

/**
 * Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw ("Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011): a 128-bit counter and a 64-bit key give 128 random bits,
 * the same on every machine and in any order. An object is the stream of one key: its n-th draw,
 * from 0, takes the first two words of counter (n, 0, 0, 0). For use by one thread.
 */
public final class Philox {

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long WORD = 0xFFFFFFFFL;

  private static final double UNIT = 0x1p-53;

  private final long key;
  private int draws;

  /** The stream of a key. */
  public Philox(long key) {
    this.key = key;
  }

  /** Draws a number from 0 to {@code bound - 1}: 64 bits modulo the bound. */
  public int below(int bound) {
    int[] words = words(draws++, 0, 0, 0, key);
    return (int) Long.remainderUnsigned(join(words[0], words[1]), bound);
  }

  /** Draws a number in [0, 1) with 53 bits. */
  public double uniform() {
    int[] words = words(draws++, 0, 0, 0, key);
    return uniform(words[0], words[1]);
  }

  /** A number in [0, 1) from the upper 53 bits of two words. */
  static double uniform(int high, int low) {
    return (join(high, low) >>> 11) * UNIT;
  }

  /** Four random words for a counter of four words (lowest first) under a key. */
  static int[] words(int c0, int c1, int c2, int c3, long key) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (c0 & WORD);
      long product1 = MULTIPLIER_1 * (c2 & WORD);
      int next0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      int next2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c1 = (int) product1;
      c3 = (int) product0;
      c0 = next0;
      c2 = next2;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return new int[] {c0, c1, c2, c3};
  }

  private static long join(int high, int low) {
    return (long) high << 32 | low & WORD;
  }
}
