package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.lyceum.learner.training.EngineUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The CUDA driver API (NVIDIA, CUDA Driver API Reference Manual), called through {@code
 * java.lang.foreign}. Safe for use by many threads.
 */
public final class Driver {

  private static final String LINUX_LIBRARY = "libcuda.so.1";
  private static final String WINDOWS_LIBRARY = "nvcuda.dll";

  private static final int ATTRIBUTE_MULTIPROCESSORS = 16;
  private static final int ATTRIBUTE_CAPABILITY_MAJOR = 75;
  private static final int ATTRIBUTE_CAPABILITY_MINOR = 76;
  private static final int NAME_LENGTH = 256;

  private final Map<DriverFunction, MethodHandle> handles = new EnumMap<>(DriverFunction.class);

  private Driver(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    for (DriverFunction function : DriverFunction.values()) {
      MemorySegment symbol =
          library
              .find(function.symbol())
              .orElseThrow(
                  () ->
                      new EngineUnavailableException(
                          "The NVIDIA driver here is too old: it has no function "
                              + function.symbol()));
      int arguments = function.descriptor().argumentLayouts().size();
      handles.put(
          function,
          linker
              .downcallHandle(symbol, function.descriptor())
              .asSpreader(Object[].class, arguments)
              .asType(MethodType.methodType(int.class, Object[].class)));
    }
    call(DriverFunction.INIT, 0);
  }

  /**
   * The driver of this machine.
   *
   * @throws EngineUnavailableException if there is none, or it does not start
   */
  public static Driver ofThisMachine() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return load(windows ? WINDOWS_LIBRARY : LINUX_LIBRARY);
  }

  /**
   * The driver in a library.
   *
   * @param library its name, as the system looks libraries up, or its path
   * @throws EngineUnavailableException if it is not there, or does not start
   */
  static Driver load(String library) {
    try {
      return new Driver(SymbolLookup.libraryLookup(library, Arena.global()));
    } catch (IllegalArgumentException e) {
      throw new EngineUnavailableException(
          "No NVIDIA driver was found on this machine: there is no library " + library, e);
    } catch (CudaException e) {
      throw new EngineUnavailableException(
          "The NVIDIA driver of this machine does not start: " + e.getMessage(), e);
    }
  }

  /** The devices that it has, none perhaps. */
  public List<DeviceDescription> devices() {
    List<DeviceDescription> devices = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(JAVA_INT);
      MemorySegment bytes = arena.allocate(JAVA_LONG);
      MemorySegment name = arena.allocate(NAME_LENGTH);
      call(DriverFunction.DEVICE_GET_COUNT, number);
      int count = number.get(JAVA_INT, 0);
      for (int ordinal = 0; ordinal < count; ordinal++) {
        call(DriverFunction.DEVICE_GET, number, ordinal);
        int device = number.get(JAVA_INT, 0);
        call(DriverFunction.DEVICE_GET_NAME, name, NAME_LENGTH, device);
        call(DriverFunction.DEVICE_TOTAL_MEMORY, bytes, device);
        devices.add(
            new DeviceDescription(
                device,
                name.getString(0),
                attribute(number, ATTRIBUTE_CAPABILITY_MAJOR, device),
                attribute(number, ATTRIBUTE_CAPABILITY_MINOR, device),
                attribute(number, ATTRIBUTE_MULTIPROCESSORS, device),
                bytes.get(JAVA_LONG, 0)));
      }
    }
    return devices;
  }

  private int attribute(MemorySegment number, int attribute, int device) {
    call(DriverFunction.DEVICE_GET_ATTRIBUTE, number, attribute, device);
    return number.get(JAVA_INT, 0);
  }

  /**
   * Opens the first device that is new enough for the kernels.
   *
   * @throws EngineUnavailableException if there is none
   */
  public Device openFirst() {
    List<DeviceDescription> devices = devices();
    return devices.stream()
        .filter(DeviceDescription::supported)
        .findFirst()
        .map(device -> new Device(this, device))
        .orElseThrow(
            () ->
                new EngineUnavailableException(
                    devices.isEmpty()
                        ? "The NVIDIA driver of this machine has no device"
                        : "No device of this machine is new enough, compute capability %s or above: %s"
                            .formatted(DeviceDescription.LEAST_CAPABILITY, devices)));
  }

  /**
   * Calls a function.
   *
   * @throws CudaException if it gives an error
   */
  void call(DriverFunction function, Object... arguments) {
    int error = invoke(function, arguments);
    if (error != 0) {
      throw new CudaException("%s failed: %s".formatted(function.symbol(), name(error)));
    }
  }

  private String name(int error) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(ADDRESS);
      return invoke(DriverFunction.GET_ERROR_NAME, error, name) == 0
          ? name.get(ADDRESS, 0).reinterpret(NAME_LENGTH).getString(0)
          : "error " + error;
    }
  }

  private int invoke(DriverFunction function, Object... arguments) {
    try {
      return (int) handles.get(function).invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A native function throws nothing", e);
    }
  }
}
