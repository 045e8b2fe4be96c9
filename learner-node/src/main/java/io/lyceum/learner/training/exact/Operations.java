package io.lyceum.learner.training.exact;

import java.util.List;
import java.util.function.IntSupplier;

/** The forms that operations come in. */
final class Operations {

  /** What a part does. */
  @FunctionalInterface
  interface Part {
    void run(int part, Worker worker);
  }

  private Operations() {}

  /** An operation with a part for each block of a chunk's tokens. */
  static Operation onRows(Chunk chunk, Part part) {
    return of(chunk::blocks, part);
  }

  /** An operation with a part for each block of {@value Chunk#ROW_BLOCK} things. */
  static Operation onBlocks(int things, Part part) {
    int parts = (things + Chunk.ROW_BLOCK - 1) / Chunk.ROW_BLOCK;
    return of(() -> parts, part);
  }

  /** An operation whose parts are given. */
  static Operation each(List<Part> parts) {
    return of(parts::size, (part, worker) -> parts.get(part).run(part, worker));
  }

  /** An operation. */
  static Operation of(IntSupplier parts, Part part) {
    return new Operation() {
      @Override
      public int parts() {
        return parts.getAsInt();
      }

      @Override
      public void run(int index, Worker worker) {
        part.run(index, worker);
      }
    };
  }
}
