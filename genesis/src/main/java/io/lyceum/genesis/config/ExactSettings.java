package io.lyceum.genesis.config;

/**
 * How a machine computes the engine class {@code exact-1}, which changes no bit of what it gives.
 *
 * @param threads that share a model's work, at least 1
 * @param recompute whether activations are computed a second time instead of being kept, which
 *     takes less memory and more time
 */
public record ExactSettings(int threads, boolean recompute) {

  /** One thread for each model in work, and memory for all activations. */
  public static final ExactSettings DEFAULT = new ExactSettings(1, false);

  /** The name of its table in configuration files. */
  static final String TABLE = "exact-1";

  private static final int MOST_THREADS = 1024;

  static ExactSettings from(TomlTable table) {
    return new ExactSettings(
        table.optionalInteger("threads", 1, MOST_THREADS).orElse(DEFAULT.threads()),
        table.optionalFlag("recompute").orElse(DEFAULT.recompute()));
  }

  void render(TomlWriter out) {
    out.section("The engine class exact-1; none of this changes a bit of what it computes.")
        .table(TABLE)
        .comment("Threads that share the work on one model.")
        .value("threads", threads)
        .comment("Compute activations a second time instead of keeping them: less memory, slower.")
        .value("recompute", recompute);
  }
}
