package io.lyceum.learner.training.cuda;

import java.lang.foreign.MemorySegment;

/** Memory of a device. */
final class DeviceMemory implements AutoCloseable {

  private final Device device;
  private final long address;
  private final long bytes;

  DeviceMemory(Device device, long address, long bytes) {
    this.device = device;
    this.address = address;
    this.bytes = bytes;
  }

  /** Its address on the device. */
  long address() {
    return address;
  }

  /** The address of an fp32 element. */
  long address(long element) {
    return address + element * Float.BYTES;
  }

  /** Copies bytes here, as many as there are in the source. */
  void put(MemorySegment source) {
    require(source.byteSize());
    device.call(DriverFunction.COPY_TO_DEVICE, address, source, source.byteSize());
  }

  /** Copies bytes from here, as many as the target holds, once all earlier work is done. */
  void get(MemorySegment target) {
    get(0, target);
  }

  /**
   * Copies bytes from here, as many as the target holds, once all earlier work is done.
   *
   * @param element the fp32 element to begin with
   */
  void get(long element, MemorySegment target) {
    require(element * Float.BYTES + target.byteSize());
    device.call(DriverFunction.COPY_FROM_DEVICE, target, address(element), target.byteSize());
  }

  /** Sets every byte to 0. */
  void clear() {
    device.call(DriverFunction.FILL, address, (byte) 0, bytes);
  }

  private void require(long size) {
    if (size > bytes) {
      throw new IndexOutOfBoundsException("%d bytes, of %d".formatted(size, bytes));
    }
  }

  @Override
  public void close() {
    device.call(DriverFunction.MEMORY_FREE, address);
  }
}
