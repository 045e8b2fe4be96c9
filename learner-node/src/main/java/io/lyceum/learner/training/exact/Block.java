package io.lyceum.learner.training.exact;

import java.util.List;

/** A part of the network, as operations in their order. */
interface Block {

  /** Lays out weights for products; after each change of the weights. */
  List<Operation> layOut();

  /** From the residual stream that comes in to the one that goes out. */
  List<Operation> forward();

  /**
   * From the gradient of what goes out to that of what comes in, both in one place; and the
   * gradients of the weights. Needs what the forward operations left.
   */
  List<Operation> backward();
}
