package io.lyceum.learner.training.cuda;

/**
 * A model's parameters on a device, in the places of a layout.
 *
 * @param gradients null where the model is not trained
 * @param firstMoments null where the model is not trained
 * @param secondMoments null where the model is not trained
 */
record Parameters(
    ParameterLayout layout,
    DeviceMemory weights,
    DeviceMemory gradients,
    DeviceMemory firstMoments,
    DeviceMemory secondMoments) {

  static Parameters of(ParameterLayout layout, boolean training, Workspace workspace) {
    long size = layout.size();
    return new Parameters(
        layout,
        workspace.floats(size),
        training ? workspace.floats(size) : null,
        training ? workspace.floats(size) : null,
        training ? workspace.floats(size) : null);
  }
}
