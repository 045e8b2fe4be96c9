// A test double of the CUDA driver: those of its entry points that we call, with one "device" that is
// the host itself. It is stricter than the driver where a mistake could hide: no call before cuInit or
// without a context that somebody holds, no grid that a device cannot take, no argument too much; and
// memory.cpp watches every access of a kernel.
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

#include "fibers.h"
#include "kernels.h"
#include "memory.h"

#define EXPORT extern "C" __attribute__((visibility("default"))) int

namespace {

enum Result {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  OUT_OF_MEMORY = 2,
  NOT_INITIALIZED = 3,
  INVALID_DEVICE = 101,
  INVALID_IMAGE = 200,
  INVALID_CONTEXT = 201,
  INVALID_HANDLE = 400,
  NOT_FOUND = 500,
  CONTEXT_IS_DESTROYED = 709,
  LAUNCH_FAILED = 719
};

struct Module {
  std::string image;
};

struct Function {
  std::string name;
  Kernel kernel;
};

constexpr unsigned MOST_BLOCKS_X = 0x7FFFFFFF;
constexpr unsigned MOST_BLOCKS = 65535;
constexpr unsigned MOST_THREADS = 1024;
constexpr size_t MOST_ARGUMENTS = 4096;

std::mutex mutex;
bool initialized;
int holders;
int context;
thread_local void *current = nullptr;
std::map<void *, Module> modules;
long launches;

// What is wrong with the context of the thread that calls.
Result contextState() {
  if (!initialized) {
    return NOT_INITIALIZED;
  }
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  return holders == 0 ? CONTEXT_IS_DESTROYED : SUCCESS;
}

}  // namespace

#define REQUIRE_CONTEXT()                                \
  std::lock_guard<std::mutex> lock(mutex);               \
  if (Result state = contextState(); state != SUCCESS) { \
    return state;                                        \
  }

// No entry points of CUDA: how tests set the double, and what they ask it.
EXPORT doubleSetOrder(unsigned order) {
  setOrder(order);
  return SUCCESS;
}

EXPORT doubleLaunches(long *count) {
  *count = launches;
  return SUCCESS;
}

EXPORT cuInit(unsigned flags) {
  initialized = flags == 0;
  return flags == 0 ? SUCCESS : INVALID_VALUE;
}

EXPORT cuDeviceGetCount(int *count) {
  if (!initialized) {
    return NOT_INITIALIZED;
  }
  *count = 1;
  return SUCCESS;
}

EXPORT cuDeviceGet(int *device, int ordinal) {
  *device = ordinal;
  return ordinal == 0 ? SUCCESS : INVALID_DEVICE;
}

EXPORT cuDeviceGetName(char *name, int length, int device) {
  strncpy(name, "test double on the host", length);
  return device == 0 ? SUCCESS : INVALID_DEVICE;
}

EXPORT cuDeviceGetAttribute(int *value, int attribute, int) {
  switch (attribute) {
    case 16:  // multiprocessors
      *value = 4;
      return SUCCESS;
    case 75:  // compute capability, major
      *value = 7;
      return SUCCESS;
    case 76:  // compute capability, minor
      *value = 5;
      return SUCCESS;
    default:
      return INVALID_VALUE;
  }
}

EXPORT cuDeviceTotalMem_v2(size_t *bytes, int) {
  *bytes = totalMemory();
  return SUCCESS;
}

EXPORT cuDevicePrimaryCtxRetain(void **result, int) {
  std::lock_guard<std::mutex> lock(mutex);
  holders++;
  *result = &context;
  return SUCCESS;
}

EXPORT cuDevicePrimaryCtxRelease_v2(int) {
  std::lock_guard<std::mutex> lock(mutex);
  if (holders == 0) {
    return INVALID_CONTEXT;
  }
  holders--;
  return SUCCESS;
}

EXPORT cuCtxSetCurrent(void *wanted) {
  current = wanted;
  return wanted == nullptr || wanted == &context ? SUCCESS : INVALID_CONTEXT;
}

EXPORT cuModuleLoadData(void **module, const void *image) {
  REQUIRE_CONTEXT();
  std::string text = static_cast<const char *>(image);
  if (text.find(".version") == std::string::npos) {
    return INVALID_IMAGE;
  }
  *module = malloc(1);
  modules[*module] = Module{text};
  return SUCCESS;
}

EXPORT cuModuleUnload(void *module) {
  REQUIRE_CONTEXT();
  if (modules.erase(module) == 0) {
    return INVALID_HANDLE;
  }
  free(module);
  return SUCCESS;
}

EXPORT cuModuleGetFunction(void **function, void *module, const char *name) {
  REQUIRE_CONTEXT();
  if (modules.count(module) == 0) {
    return INVALID_HANDLE;
  }
  std::string entry = std::string(".entry ") + name + "(";
  auto kernel = kernelsByName().find(name);
  if (modules[module].image.find(entry) == std::string::npos ||
      kernel == kernelsByName().end()) {
    return NOT_FOUND;
  }
  static std::map<std::string, Function> functions;
  *function = &functions.try_emplace(name, Function{name, kernel->second}).first->second;
  return SUCCESS;
}

EXPORT cuMemGetInfo_v2(size_t *available, size_t *total) {
  REQUIRE_CONTEXT();
  *available = freeMemory();
  *total = totalMemory();
  return SUCCESS;
}

EXPORT cuMemAlloc_v2(char **at, size_t size) {
  REQUIRE_CONTEXT();
  if (size == 0) {
    return INVALID_VALUE;
  }
  *at = allocate(size);
  return *at == nullptr ? OUT_OF_MEMORY : SUCCESS;
}

EXPORT cuMemFree_v2(char *at) {
  REQUIRE_CONTEXT();
  return release(at) ? SUCCESS : INVALID_VALUE;
}

EXPORT cuMemcpyHtoD_v2(char *to, const void *from, size_t size) {
  REQUIRE_CONTEXT();
  if (!holds(to, size)) {
    return INVALID_VALUE;
  }
  memcpy(to, from, size);
  return SUCCESS;
}

EXPORT cuMemcpyDtoH_v2(void *to, const char *from, size_t size) {
  REQUIRE_CONTEXT();
  if (!holds(from, size)) {
    return INVALID_VALUE;
  }
  memcpy(to, from, size);
  return SUCCESS;
}

EXPORT cuMemsetD8_v2(char *at, unsigned char value, size_t size) {
  REQUIRE_CONTEXT();
  if (!holds(at, size)) {
    return INVALID_VALUE;
  }
  memset(at, value, size);
  return SUCCESS;
}

EXPORT cuCtxSynchronize() {
  REQUIRE_CONTEXT();
  return SUCCESS;
}

EXPORT cuLaunchKernel(void *function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                      unsigned blockY, unsigned blockZ, unsigned dynamicShared, void *stream,
                      void **parameters, void **extra) {
  REQUIRE_CONTEXT();
  // extra: 1, the buffer, 2, a pointer to its size, 0.
  if (gridX == 0 || gridY == 0 || gridZ == 0 || gridX > MOST_BLOCKS_X || gridY > MOST_BLOCKS ||
      gridZ > MOST_BLOCKS || blockX == 0 || blockX > MOST_THREADS || blockY != 1 || blockZ != 1 ||
      dynamicShared != 0 || stream != nullptr || parameters != nullptr || extra == nullptr ||
      extra[0] != reinterpret_cast<void *>(1) || extra[2] != reinterpret_cast<void *>(2) ||
      extra[4] != nullptr) {
    return INVALID_VALUE;
  }
  const Function &called = *static_cast<const Function *>(function);
  size_t size = *static_cast<const size_t *>(extra[3]);
  auto call = size > MOST_ARGUMENTS
                  ? nullptr
                  : called.kernel(static_cast<const char *>(extra[1]), size);
  if (!call) {
    return INVALID_VALUE;
  }
  launches++;
  watch(*call, called.name.c_str());
  unsigned grid[] = {gridX, gridY, gridZ};
  bool ended = runGrid(grid, blockX, *call);
  if (mistake().error != 0) {
    return mistake().error;
  }
  return ended ? SUCCESS : LAUNCH_FAILED;
}

EXPORT cuGetErrorName(int error, const char **name) {
  static const std::map<int, const char *> names = {
      {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
      {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED"},
      {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE"},
      {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE"},
      {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT"},
      {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE"},
      {NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},
      {CONTEXT_IS_DESTROYED, "CUDA_ERROR_CONTEXT_IS_DESTROYED"},
      {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"}};
  auto known = names.find(error);
  *name = error != 0 && error == mistake().error ? mistake().name
          : known == names.end()                 ? nullptr
                                                 : known->second;
  return *name == nullptr ? INVALID_VALUE : SUCCESS;
}
