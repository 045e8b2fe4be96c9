package io.lyceum.learner.training.exact;

/** Runs the parts of operations; whoever runs them, the bits are the same. */
interface Workers extends AutoCloseable {

  /** Runs all parts of an operation and waits for their end. */
  void run(Operation operation);

  /** Frees the threads. */
  @Override
  void close();

  /**
   * Workers for a model.
   *
   * @param threads the caller's thread among them
   */
  static Workers of(int threads, Dimensions dimensions, KernelChoice kernels) {
    Worker own = Worker.of(dimensions, kernels.create());
    return threads == 1 ? new CallingThread(own) : new Team(own, threads, dimensions, kernels);
  }

  /** The thread that calls. */
  record CallingThread(Worker worker) implements Workers {

    @Override
    public void run(Operation operation) {
      int parts = operation.parts();
      for (int part = 0; part < parts; part++) {
        operation.run(part, worker);
      }
    }

    @Override
    public void close() {
      // It has no thread of its own.
    }
  }
}
