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

  /** What a part does for a block of rows and a block of columns. */
  @FunctionalInterface
  interface Tile {
    void run(int row, int column, Worker worker);
  }

  /** Columns that one part of an operation takes: whole panels of all kernels. */
  static final int COLUMN_BLOCK = 128;

  private Operations() {}

  /** An operation with a part for each block of a chunk's tokens. */
  static Operation onRows(Chunk chunk, Part part) {
    return of(chunk::blocks, part);
  }

  /** An operation with a part for each block of {@value Chunk#ROW_BLOCK} things. */
  static Operation onBlocks(int things, Part part) {
    int parts = Math.ceilDiv(things, Chunk.ROW_BLOCK);
    return of(() -> parts, part);
  }

  /**
   * An operation with a part for each {@value Chunk#ROW_BLOCK} rows by {@value #COLUMN_BLOCK}
   * columns of a matrix.
   */
  static Operation onTiles(int rows, int columns, Tile tile) {
    int across = Math.ceilDiv(columns, COLUMN_BLOCK);
    int down = Math.ceilDiv(rows, Chunk.ROW_BLOCK);
    return of(
        () -> down * across,
        (part, worker) ->
            tile.run(part / across * Chunk.ROW_BLOCK, part % across * COLUMN_BLOCK, worker));
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
