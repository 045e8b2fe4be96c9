package io.lyceum.learner.training.cuda;

/**
 * Products of matrices in one launch, {@code outer·inner} of them; the structure {@code Product} of
 * the kernels.
 *
 * @param form which operand stands transposed
 * @param residual the address of what a finished chain is added to, or 0; laid out as c is
 * @param rows of a product
 * @param columns of a product
 * @param depth length of a chain in a pair of matrices
 * @param total if not 0, the length of all chains together, whose last may be shorter
 * @param batch how many products, and how they share
 */
record Product(
    Form form,
    Matrix a,
    Matrix b,
    Matrix c,
    long residual,
    int rows,
    int columns,
    int depth,
    int total,
    Causal causal,
    Batch batch) {

  /** Which operand stands transposed. */
  enum Form {
    /** Rows of a by columns of b. */
    NN(Kernel.PRODUCT_NN_32, Kernel.PRODUCT_NN_64, Kernel.PRODUCT_NN_128),
    /** Rows of a by rows of b. */
    NT(Kernel.PRODUCT_NT_32, Kernel.PRODUCT_NT_64, Kernel.PRODUCT_NT_128),
    /** Columns of a by columns of b. */
    TN(Kernel.PRODUCT_TN_32, Kernel.PRODUCT_TN_64, Kernel.PRODUCT_TN_128);

    private final Kernel small;
    private final Kernel medium;
    private final Kernel large;

    Form(Kernel small, Kernel medium, Kernel large) {
      this.small = small;
      this.medium = medium;
      this.large = large;
    }

    Kernel kernel(Tile tile) {
      return switch (tile) {
        case SMALL -> small;
        case MEDIUM -> medium;
        case LARGE -> large;
      };
    }
  }

  /** What a block of threads computes; its size changes no bit. */
  enum Tile {
    LARGE(128),
    MEDIUM(64),
    SMALL(32);

    private final int side;

    Tile(int side) {
      this.side = side;
    }

    int side() {
      return side;
    }
  }

  /** Which k a row's chain runs through; the order is that of the kernels. */
  enum Causal {
    /** All. */
    NO,
    /** To the end of the row's block of 32. */
    TO_BLOCK_END,
    /** From the begin of the row's block of 32. */
    FROM_BLOCK_BEGIN,
    /** All, but columns beyond the row's block of 32 do not count. */
    COLUMNS_TO_BLOCK_END
  }

  /**
   * How many products there are.
   *
   * @param outer outer indices
   * @param inner inner indices
   * @param share neighbouring inner indices that have one matrix b in common
   * @param repeats pairs of matrices that a chain runs through
   */
  record Batch(int outer, int inner, int share, int repeats) {

    static final Batch ONE = new Batch(1, 1, 1, 1);
  }

  /** One product. */
  static Product of(Form form, Matrix a, Matrix b, Matrix c, int rows, int columns, int depth) {
    return new Product(form, a, b, c, 0, rows, columns, depth, 0, Causal.NO, Batch.ONE);
  }

  /** The product added to what stands somewhere. */
  Product addedTo(DeviceMemory other) {
    return new Product(form, a, b, c, other.address(), rows, columns, depth, total, causal, batch);
  }

  /** The product for each of a batch. */
  Product each(Batch several, Causal rule) {
    return new Product(form, a, b, c, residual, rows, columns, depth, total, rule, several);
  }

  /** Products of neighbouring pieces of the operands, whose last may be shorter. */
  Product pieces(int count, int allDepth) {
    return new Product(
        form, a, b, c, residual, rows, columns, depth, allDepth, causal, new Batch(count, 1, 1, 1));
  }

  /** Blocks of threads for tiles of a size. */
  Grid grid(Tile tile) {
    return new Grid(
        Grid.parts(columns, tile.side()),
        Grid.parts(rows, tile.side()),
        batch.outer() * batch.inner());
  }

  /**
   * The largest tile of which there are enough to occupy a device. Causal products know no large
   * one.
   */
  Tile tile(int multiprocessors) {
    for (Tile tile : Tile.values()) {
      Grid grid = grid(tile);
      boolean enough = (long) grid.x() * grid.y() * grid.z() >= multiprocessors;
      if (enough && (tile != Tile.LARGE || causal == Causal.NO)) {
        return tile;
      }
    }
    return Tile.SMALL;
  }

  /** Computes it. */
  void launch(Launcher launcher) {
    launch(launcher, tile(launcher.device().description().multiprocessors()));
  }

  /** Computes it with tiles of a size; in several launches where a grid cannot hold it. */
  void launch(Launcher launcher, Tile tile) {
    int most = Grid.LIMIT / batch.inner();
    for (int first = 0; first < batch.outer(); first += most) {
      from(first, Math.min(most, batch.outer() - first)).launchOnce(launcher, tile);
    }
  }

  /** The products of some outer indices. */
  private Product from(int first, int count) {
    return new Product(
        form,
        a.from(first),
        b.from(first),
        c.from(first),
        residual,
        rows,
        columns,
        depth,
        total == 0 ? 0 : total - first * depth,
        causal,
        new Batch(count, batch.inner(), batch.share(), batch.repeats()));
  }

  private void launchOnce(Launcher launcher, Tile tile) {
    launcher
        .with(a.address())
        .with(b.address())
        .with(residual)
        .with(c.address())
        .with(a.outer())
        .with(a.inner())
        .with(a.repeat())
        .with(b.outer())
        .with(b.inner())
        .with(b.repeat())
        .with(c.outer())
        .with(c.inner())
        .with(a.stride())
        .with(b.stride())
        .with(c.stride())
        .with(batch.inner())
        .with(batch.share())
        .with(rows)
        .with(columns)
        .with(depth)
        .with(total)
        .with(batch.repeats())
        .with(causal.ordinal())
        .padded()
        .launch(form.kernel(tile), grid(tile));
  }
}
