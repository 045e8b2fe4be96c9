package io.lyceum.learner.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The fixed sample of the held-out part that every evaluation reads: {@code batches · rows} windows
 * of {@code context + 1} tokens whose begins are spread evenly, window w at {@code w · (n -
 * context) / (batches · rows)} in whole numbers, n being the part's bytes.
 */
public final class HeldOutSample {

  private HeldOutSample() {}

  /**
   * The batches in their order.
   *
   * @throws CorpusException if the held-out part is shorter than a window
   */
  public static List<Batch> batches(TextPart heldOut, int batches, int rows, int context) {
    long starts = heldOut.size() - context;
    if (starts < 1) {
      throw new CorpusException("The corpus is too small: its held-out part lacks one window.");
    }
    long windows = (long) batches * rows;
    List<Batch> sample = new ArrayList<>(batches);
    for (int batch = 0; batch < batches; batch++) {
      byte[] tokens = new byte[rows * (context + 1)];
      for (int row = 0; row < rows; row++) {
        int start = (int) (((long) batch * rows + row) * starts / windows);
        heldOut.copy(start, tokens, row * (context + 1), context + 1);
      }
      sample.add(new Batch(rows, context, tokens));
    }
    return List.copyOf(sample);
  }
}
