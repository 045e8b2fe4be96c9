package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Launches kernels: first their arguments in order, then {@link #launch}. Arguments are packed into
 * one buffer, each at the next multiple of its size, which the driver copies during the call. For
 * use by one thread at a time.
 */
final class Launcher implements AutoCloseable {

  /** More than any of our kernels takes. */
  private static final int ROOM = 256;

  /** Marks of the driver API in the list of extra arguments. */
  private static final long BUFFER_FOLLOWS = 1;

  private static final long SIZE_FOLLOWS = 2;

  private final Device device;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(ROOM, Long.BYTES);
  private final MemorySegment size = arena.allocate(JAVA_LONG);
  private final MemorySegment extra = arena.allocate(ADDRESS, 5);
  private long end;

  Launcher(Device device) {
    this.device = device;
    extra.setAtIndex(ADDRESS, 0, MemorySegment.ofAddress(BUFFER_FOLLOWS));
    extra.setAtIndex(ADDRESS, 1, buffer);
    extra.setAtIndex(ADDRESS, 2, MemorySegment.ofAddress(SIZE_FOLLOWS));
    extra.setAtIndex(ADDRESS, 3, size);
    extra.setAtIndex(ADDRESS, 4, MemorySegment.NULL);
  }

  Device device() {
    return device;
  }

  /** An address on the device. */
  Launcher with(DeviceMemory memory) {
    return with(memory.address());
  }

  /** An address on the device, or a number of 64 bits. */
  Launcher with(long value) {
    buffer.set(JAVA_LONG, place(Long.BYTES), value);
    return this;
  }

  Launcher with(int value) {
    buffer.set(JAVA_INT, place(Integer.BYTES), value);
    return this;
  }

  /** A truth, as 1 or 0. */
  Launcher with(boolean value) {
    return with(value ? 1 : 0);
  }

  Launcher with(float value) {
    buffer.set(JAVA_FLOAT, place(Float.BYTES), value);
    return this;
  }

  Launcher with(double value) {
    buffer.set(JAVA_DOUBLE, place(Double.BYTES), value);
    return this;
  }

  /** Ends the arguments with a structure, whose size is a multiple of its widest member's. */
  Launcher padded() {
    place(Long.BYTES);
    end -= Long.BYTES;
    return this;
  }

  private long place(int bytes) {
    long at = (end + bytes - 1) / bytes * bytes;
    end = at + bytes;
    return at;
  }

  /** Launches a kernel with the arguments given since the last launch. */
  void launch(Kernel kernel, Grid grid) {
    size.set(JAVA_LONG, 0, end);
    end = 0;
    device.launch(kernel, grid, extra);
  }

  @Override
  public void close() {
    arena.close();
  }
}
