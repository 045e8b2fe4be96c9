package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.lyceum.learner.training.exact.Dimensions;
import io.lyceum.learner.training.exact.TokenWindows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The tokens that are computed at once: whole chunks of a batch, as many as memory holds. On the
 * device stand the inputs, the targets, and for each token of the vocabulary the positions that
 * chose it, in their order.
 */
final class Part {

  private final Dimensions d;
  private final int mostWindows;
  private final DeviceMemory memory;
  private int windows;
  private int firstWindow;
  private float perToken;

  /**
   * @param mostWindows of a part, whole chunks unless a batch has no more
   */
  Part(Dimensions d, int mostWindows, Workspace workspace) {
    this.d = d;
    this.mostWindows = mostWindows;
    this.memory = workspace.bytes(Integer.BYTES * (3L * mostTokens() + d.vocabulary() + 1));
  }

  /** Takes windows of a batch from one on, as many as fit. */
  void load(TokenWindows batch, int from) {
    this.firstWindow = from;
    this.windows = Math.min(mostWindows, batch.windows() - from);
    this.perToken = 1f / (batch.windows() * d.context());
    int tokens = tokens();
    int[] inputs = new int[tokens];
    int[] targets = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      int window = from + i / d.context();
      inputs[i] = batch.input(window, i % d.context());
      targets[i] = batch.target(window, i % d.context());
    }
    int[] starts = starts(inputs);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(JAVA_INT, 3L * mostTokens() + starts.length);
      copy(inputs, host, 0);
      copy(targets, host, mostTokens());
      copy(positions(inputs, starts), host, 2L * mostTokens());
      copy(starts, host, 3L * mostTokens());
      memory.put(host);
    }
  }

  private static void copy(int[] values, MemorySegment host, long at) {
    MemorySegment.copy(values, 0, host, JAVA_INT, at * Integer.BYTES, values.length);
  }

  private int[] starts(int[] inputs) {
    int[] starts = new int[d.vocabulary() + 1];
    for (int input : inputs) {
      starts[input + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    return starts;
  }

  private static int[] positions(int[] inputs, int[] starts) {
    int[] next = starts.clone();
    int[] positions = new int[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      positions[next[inputs[i]]++] = i;
    }
    return positions;
  }

  /** The address of the tokens. */
  long inputs() {
    return memory.address();
  }

  /** The address of the tokens that follow. */
  long targets() {
    return memory.address(mostTokens());
  }

  /** The address of the positions, those of a token of the vocabulary beside each other. */
  long positions() {
    return memory.address(2L * mostTokens());
  }

  /** The address of where the positions of each token of the vocabulary start. */
  long starts() {
    return memory.address(3L * mostTokens());
  }

  int windows() {
    return windows;
  }

  int tokens() {
    return windows * d.context();
  }

  int mostTokens() {
    return mostWindows * d.context();
  }

  /** Chunks, of which the last may have fewer windows. */
  int chunks() {
    return Grid.parts(windows, d.chunkWindows());
  }

  int mostChunks() {
    return Grid.parts(mostWindows, d.chunkWindows());
  }

  /** Tokens of the batch before these. */
  long firstToken() {
    return (long) firstWindow * d.context();
  }

  /** Whether it is the first of its batch, whose gradients replace what was there. */
  boolean first() {
    return firstWindow == 0;
  }

  /** What each token counts in the mean over its batch. */
  float perToken() {
    return perToken;
  }
}
