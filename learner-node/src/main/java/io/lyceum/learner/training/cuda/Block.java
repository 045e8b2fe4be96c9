package io.lyceum.learner.training.cuda;

/** A part of the network. */
interface Block {

  /** From the residual stream that comes in to the one that goes out. */
  void forward();

  /**
   * From the gradient of what goes out to that of what comes in, both in one place; and the
   * gradients of the weights. Needs what {@link #forward()} left.
   */
  void backward();
}
