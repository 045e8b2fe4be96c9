package io.lyceum.learner.training.exact;

/** Which kernels compute; the results are the same. */
public enum KernelChoice {
  /** One number at a time. */
  SCALAR {
    @Override
    Kernels create() {
      return new ScalarKernels();
    }

    @Override
    public String description() {
      return "scalar";
    }
  },
  /** The processor's vectors, by the incubating Vector API. */
  VECTOR {
    @Override
    Kernels create() {
      return new VectorKernels();
    }

    @Override
    public String description() {
      return VectorKernels.vectorBits() + "-bit vectors";
    }
  };

  private static final String MODULE = "jdk.incubator.vector";

  abstract Kernels create();

  /** What they are, for people. */
  public abstract String description();

  /**
   * The fastest that this process has: vectors where it was started with {@code --add-modules
   * jdk.incubator.vector}.
   */
  public static KernelChoice fastest() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() && VectorKernels.supported()
        ? VECTOR
        : SCALAR;
  }
}
