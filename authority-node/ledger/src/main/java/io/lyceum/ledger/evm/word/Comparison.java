package io.lyceum.ledger.evm.word;

/** Comparison of words: 1 says that it holds, 0 that it does not. */
public final class Comparison {

  private Comparison() {}

  /** LT. */
  public static void less(long[] w, int top) {
    answer(w, top - 8, isLess(w, top - 4, top - 8));
  }

  /** GT. */
  public static void greater(long[] w, int top) {
    answer(w, top - 8, isLess(w, top - 8, top - 4));
  }

  /** SLT. */
  public static void lessSigned(long[] w, int top) {
    answer(w, top - 8, isLessSigned(w, top - 4, top - 8));
  }

  /** SGT. */
  public static void greaterSigned(long[] w, int top) {
    answer(w, top - 8, isLessSigned(w, top - 8, top - 4));
  }

  /** EQ. */
  public static void equal(long[] w, int top) {
    long difference =
        w[top - 4] ^ w[top - 8]
            | w[top - 3] ^ w[top - 7]
            | w[top - 2] ^ w[top - 6]
            | w[top - 1] ^ w[top - 5];
    answer(w, top - 8, difference == 0);
  }

  /** ISZERO. */
  public static void zero(long[] w, int top) {
    answer(w, top - 4, isZero(w, top - 4));
  }

  /** Whether a word is zero. */
  public static boolean isZero(long[] w, int a) {
    return (w[a] | w[a + 1] | w[a + 2] | w[a + 3]) == 0;
  }

  private static boolean isLess(long[] w, int a, int b) {
    if (w[a + 3] != w[b + 3]) {
      return Long.compareUnsigned(w[a + 3], w[b + 3]) < 0;
    }
    if (w[a + 2] != w[b + 2]) {
      return Long.compareUnsigned(w[a + 2], w[b + 2]) < 0;
    }
    if (w[a + 1] != w[b + 1]) {
      return Long.compareUnsigned(w[a + 1], w[b + 1]) < 0;
    }
    return Long.compareUnsigned(w[a], w[b]) < 0;
  }

  private static boolean isLessSigned(long[] w, int a, int b) {
    return (w[a + 3] ^ w[b + 3]) < 0 ? w[a + 3] < 0 : isLess(w, a, b);
  }

  private static void answer(long[] w, int a, boolean holds) {
    w[a] = holds ? 1 : 0;
    w[a + 1] = 0;
    w[a + 2] = 0;
    w[a + 3] = 0;
  }
}
