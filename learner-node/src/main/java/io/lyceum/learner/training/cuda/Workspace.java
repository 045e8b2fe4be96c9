package io.lyceum.learner.training.cuda;

import java.util.ArrayDeque;
import java.util.Deque;

/** Pieces of a device's memory that are freed together. */
final class Workspace implements AutoCloseable {

  private final Device device;
  private final Deque<DeviceMemory> pieces = new ArrayDeque<>();

  Workspace(Device device) {
    this.device = device;
  }

  /** Memory for some fp32 elements. */
  DeviceMemory floats(long count) {
    return bytes(count * Float.BYTES);
  }

  DeviceMemory bytes(long count) {
    DeviceMemory piece = device.allocate(count);
    pieces.push(piece);
    return piece;
  }

  @Override
  public void close() {
    while (!pieces.isEmpty()) {
      pieces.pop().close();
    }
  }
}
