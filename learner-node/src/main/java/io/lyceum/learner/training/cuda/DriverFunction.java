package io.lyceum.learner.training.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/**
 * The functions of the CUDA driver API that we call; all return an error code, and 0 for success.
 * Addresses on a device are numbers, everything that the driver hands out is an opaque pointer.
 */
enum DriverFunction {
  /** Flags, which are 0. */
  INIT("cuInit", JAVA_INT),
  /** Where the count goes. */
  DEVICE_GET_COUNT("cuDeviceGetCount", ADDRESS),
  /** Where the handle goes; ordinal. */
  DEVICE_GET("cuDeviceGet", ADDRESS, JAVA_INT),
  /** Where the name goes; room; device. */
  DEVICE_GET_NAME("cuDeviceGetName", ADDRESS, JAVA_INT, JAVA_INT),
  /** Where the value goes; attribute; device. */
  DEVICE_GET_ATTRIBUTE("cuDeviceGetAttribute", ADDRESS, JAVA_INT, JAVA_INT),
  /** Where the bytes go; device. */
  DEVICE_TOTAL_MEMORY("cuDeviceTotalMem_v2", ADDRESS, JAVA_INT),
  /** Where the context goes; device. */
  PRIMARY_CONTEXT_RETAIN("cuDevicePrimaryCtxRetain", ADDRESS, JAVA_INT),
  /** Device. */
  PRIMARY_CONTEXT_RELEASE("cuDevicePrimaryCtxRelease_v2", JAVA_INT),
  /** Context, for the thread that calls. */
  CONTEXT_SET_CURRENT("cuCtxSetCurrent", ADDRESS),
  /** Waits for all that was launched. */
  CONTEXT_SYNCHRONIZE("cuCtxSynchronize"),
  /** Where the module goes; PTX, ended by 0. */
  MODULE_LOAD_DATA("cuModuleLoadData", ADDRESS, ADDRESS),
  /** Module. */
  MODULE_UNLOAD("cuModuleUnload", ADDRESS),
  /** Where the function goes; module; name. */
  MODULE_GET_FUNCTION("cuModuleGetFunction", ADDRESS, ADDRESS, ADDRESS),
  /** Where the free and all bytes go. */
  MEMORY_GET_INFO("cuMemGetInfo_v2", ADDRESS, ADDRESS),
  /** Where the address goes; bytes. */
  MEMORY_ALLOCATE("cuMemAlloc_v2", ADDRESS, JAVA_LONG),
  /** Address. */
  MEMORY_FREE("cuMemFree_v2", JAVA_LONG),
  /** Address; what to copy there; bytes. */
  COPY_TO_DEVICE("cuMemcpyHtoD_v2", JAVA_LONG, ADDRESS, JAVA_LONG),
  /** Where to copy; address; bytes. */
  COPY_FROM_DEVICE("cuMemcpyDtoH_v2", ADDRESS, JAVA_LONG, JAVA_LONG),
  /** Address; byte; bytes. */
  FILL("cuMemsetD8_v2", JAVA_LONG, JAVA_BYTE, JAVA_LONG),
  /** Function; grid; block; bytes of dynamic shared memory; stream; arguments in two forms. */
  LAUNCH_KERNEL(
      "cuLaunchKernel",
      ADDRESS,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      ADDRESS,
      ADDRESS,
      ADDRESS),
  /** Error; where the name goes. */
  GET_ERROR_NAME("cuGetErrorName", JAVA_INT, ADDRESS);

  private final String symbol;
  private final FunctionDescriptor descriptor;

  DriverFunction(String symbol, MemoryLayout... arguments) {
    this.symbol = symbol;
    this.descriptor = FunctionDescriptor.of(JAVA_INT, arguments);
  }

  /** Its name in the library; a version stands in it where the API has several. */
  String symbol() {
    return symbol;
  }

  FunctionDescriptor descriptor() {
    return descriptor;
  }
}
