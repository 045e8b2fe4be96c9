package io.lyceum.learner.training.cuda;

import io.lyceum.learner.training.cuda.Product.Form;

/**
 * A matrix W of weights by which rows of tokens are multiplied, {@code y = x·W}.
 *
 * @param weights the offset of W
 * @param inputs elements of a row of x
 * @param outputs elements of a row of y
 */
record Linear(Frame frame, long weights, int inputs, int outputs) {

  /** {@code y = x·W}. */
  void forward(DeviceMemory x, DeviceMemory y) {
    product(x, y).launch(frame.launcher());
  }

  /** {@code y = residual + x·W}. */
  void forward(DeviceMemory x, DeviceMemory residual, DeviceMemory y) {
    product(x, y).addedTo(residual).launch(frame.launcher());
  }

  private Product product(DeviceMemory x, DeviceMemory y) {
    return Product.of(
        Form.NN,
        Matrix.of(x, inputs),
        frame.weight(weights, outputs),
        Matrix.of(y, outputs),
        frame.tokens(),
        outputs,
        inputs);
  }

  /** From the gradient of y to that of x. */
  void backward(DeviceMemory dy, DeviceMemory dx) {
    Product.of(
            Form.NT,
            Matrix.of(dy, outputs),
            frame.weight(weights, outputs),
            Matrix.of(dx, inputs),
            frame.tokens(),
            inputs,
            outputs)
        .launch(frame.launcher());
  }

  /** The gradient of W. */
  void gradient(DeviceMemory x, DeviceMemory dy) {
    frame.flowing().chunks().ofMatrix(x, inputs, dy, outputs, frame.gradients().address(weights));
  }
}
