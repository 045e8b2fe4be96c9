package io.lyceum.learner.data;

import java.util.Objects;

/**
 * A part of a text: runs of equal length at equal distances, one behind the other. It is a view of
 * the text's bytes, not a copy. Safe for use by many threads.
 */
public final class TextPart {

  private final byte[] text;
  private final int offset;
  private final int run;
  private final int period;
  private final int size;

  /**
   * @param text kept, not copied
   * @param offset where the first run begins
   * @param run bytes of each run; the last may be cut short by the end of the text
   * @param period from the begin of a run to that of the next
   */
  TextPart(byte[] text, int offset, int run, int period) {
    this.text = text;
    this.offset = offset;
    this.run = run;
    this.period = period;
    int rest = text.length % period - offset;
    this.size = text.length / period * run + Math.clamp(rest, 0, run);
  }

  /** All of a text, which is kept, not copied. */
  public static TextPart whole(byte[] text) {
    int length = Math.max(1, text.length);
    return new TextPart(text, 0, length, length);
  }

  /** Size in bytes. */
  public int size() {
    return size;
  }

  /**
   * Copies bytes out.
   *
   * @param from the first of them in this part
   * @param to where to
   * @param at the first place in it
   * @param count how many
   * @throws IndexOutOfBoundsException if this part or the array ends before
   */
  public void copy(int from, byte[] to, int at, int count) {
    Objects.checkFromIndexSize(from, count, size);
    int position = from;
    int end = from + count;
    while (position < end) {
      int inRun = position % run;
      int length = Math.min(run - inRun, end - position);
      int source = position / run * period + offset + inRun;
      System.arraycopy(text, source, to, at + position - from, length);
      position += length;
    }
  }

  /** A copy of all its bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[size];
    copy(0, bytes, 0, size);
    return bytes;
  }
}
