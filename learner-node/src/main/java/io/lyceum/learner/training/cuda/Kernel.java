package io.lyceum.learner.training.cuda;

import java.util.Locale;

/** The kernels, each a function of the same name in a file of {@code src/main/cuda}. */
enum Kernel {
  PRODUCT_NN_128("product"),
  PRODUCT_NT_128("product"),
  PRODUCT_TN_128("product"),
  PRODUCT_NN_64("product"),
  PRODUCT_NT_64("product"),
  PRODUCT_TN_64("product"),
  PRODUCT_NN_32("product"),
  PRODUCT_NT_32("product"),
  PRODUCT_TN_32("product"),
  ADD_CHUNKS("gradients"),
  ADD("gradients"),
  RMS_NORM("norm"),
  RMS_NORM_GRADIENT("norm"),
  GAIN_GRADIENT("norm"),
  ROTATE("attention"),
  SOFTMAX("attention"),
  SOFTMAX_GRADIENT("attention"),
  SWIGLU("feedforward"),
  SWIGLU_GRADIENT("feedforward"),
  EMBED("embedding"),
  EMBEDDING_GRADIENT("embedding"),
  CROSS_ENTROPY("loss"),
  SQUARES("optimizer"),
  GLOBAL_NORM("optimizer"),
  ADAM_W("optimizer");

  /** Threads of a block, in all of them. */
  static final int THREADS = 256;

  /** Threads that take a row together. */
  static final int WARP = 32;

  private final String file;

  Kernel(String file) {
    this.file = file;
  }

  /** The file that it stands in, without extension. */
  String file() {
    return file;
  }

  /** The function's name. */
  String symbol() {
    return name().toLowerCase(Locale.ROOT);
  }
}
