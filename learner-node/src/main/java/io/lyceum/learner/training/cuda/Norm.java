package io.lyceum.learner.training.cuda;

/**
 * RMSNorm of the residual stream.
 *
 * @param x what comes in, a row for each token
 * @param gains the offset of the weights
 * @param y what goes out
 * @param inverses what each row was multiplied with
 */
record Norm(Frame frame, DeviceMemory x, long gains, DeviceMemory y, DeviceMemory inverses) {

  void forward() {
    frame
        .launcher()
        .with(x)
        .with(frame.weights().address(gains))
        .with(y)
        .with(inverses)
        .with(frame.tokens())
        .with(frame.width())
        .with(frame.dimensions().epsilon())
        .launch(Kernel.RMS_NORM, Grid.ofRows(frame.tokens()));
  }

  /**
   * From the gradient of y, which stands in its place among what flows, to that of the gains and
   * that of x, which is added to the stream's.
   *
   * @param fresh whether the stream's gradient starts here, from +0
   */
  void backward(boolean fresh) {
    Frame.Flowing flowing = frame.flowing();
    frame
        .launcher()
        .with(flowing.normed())
        .with(x)
        .with(frame.weights().address(gains))
        .with(inverses)
        .with(flowing.stream())
        .with(frame.tokens())
        .with(frame.width())
        .with(fresh)
        .launch(Kernel.RMS_NORM_GRADIENT, Grid.ofRows(frame.tokens()));
    flowing.chunks().ofGains(flowing.normed(), x, inverses, frame.gradients().address(gains));
  }
}
