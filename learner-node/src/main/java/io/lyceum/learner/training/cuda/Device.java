package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A device with the kernels loaded. All work goes to one stream, the default one, and is done in
 * the order in which it is asked for; copies from the device wait for what came before. Safe for
 * use by many threads.
 */
public final class Device implements AutoCloseable {

  private final Driver driver;
  private final DeviceDescription description;
  private final MemorySegment context;
  private final AtomicLong leastFree = new AtomicLong(Long.MAX_VALUE);
  private final Map<String, MemorySegment> modules = new HashMap<>();
  private final Map<Kernel, MemorySegment> functions = new EnumMap<>(Kernel.class);

  Device(Driver driver, DeviceDescription description) {
    this.driver = driver;
    this.description = description;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ADDRESS);
      driver.call(DriverFunction.PRIMARY_CONTEXT_RETAIN, handle, description.handle());
      this.context = handle.get(ADDRESS, 0);
      try {
        for (Kernel kernel : Kernel.values()) {
          MemorySegment module = modules.get(kernel.file());
          if (module == null) {
            call(DriverFunction.MODULE_LOAD_DATA, handle, ptx(kernel.file(), arena));
            module = handle.get(ADDRESS, 0);
            modules.put(kernel.file(), module);
          }
          call(
              DriverFunction.MODULE_GET_FUNCTION,
              handle,
              module,
              arena.allocateFrom(kernel.symbol()));
          functions.put(kernel, handle.get(ADDRESS, 0));
        }
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    }
  }

  private static MemorySegment ptx(String file, Arena arena) {
    try (InputStream resource = Device.class.getResourceAsStream(file + ".ptx")) {
      return arena.allocateFrom(new String(resource.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it is. */
  public DeviceDescription description() {
    return description;
  }

  /** Bytes that nobody has allocated yet. */
  long freeMemory() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment free = arena.allocate(JAVA_LONG);
      MemorySegment all = arena.allocate(JAVA_LONG);
      call(DriverFunction.MEMORY_GET_INFO, free, all);
      return free.get(JAVA_LONG, 0);
    }
  }

  /**
   * Allocates memory, whose content is undefined.
   *
   * @throws CudaException if there is not enough
   */
  DeviceMemory allocate(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(JAVA_LONG);
      call(DriverFunction.MEMORY_ALLOCATE, address, bytes);
      leastFree.accumulateAndGet(freeMemory(), Math::min);
      return new DeviceMemory(this, address.get(JAVA_LONG, 0), bytes);
    }
  }

  /** The most bytes of the device's memory that were in use, by whomever, when we allocated. */
  public long peakMemory() {
    return description.memory() - Math.min(description.memory(), leastFree.get());
  }

  /**
   * Launches a kernel; returns before it is done.
   *
   * @param extra its arguments, as {@link Launcher} packs them
   */
  void launch(Kernel kernel, Grid grid, MemorySegment extra) {
    call(
        DriverFunction.LAUNCH_KERNEL,
        functions.get(kernel),
        grid.x(),
        grid.y(),
        grid.z(),
        Kernel.THREADS,
        1,
        1,
        0,
        MemorySegment.NULL,
        MemorySegment.NULL,
        extra);
  }

  /** Waits until all that was launched is done. */
  void await() {
    call(DriverFunction.CONTEXT_SYNCHRONIZE);
  }

  /** Calls a function in the device's context, whichever thread calls. */
  void call(DriverFunction function, Object... arguments) {
    driver.call(DriverFunction.CONTEXT_SET_CURRENT, context);
    driver.call(function, arguments);
  }

  @Override
  public void close() {
    try {
      modules.values().forEach(module -> call(DriverFunction.MODULE_UNLOAD, module));
    } finally {
      driver.call(DriverFunction.PRIMARY_CONTEXT_RELEASE, description.handle());
    }
  }
}
