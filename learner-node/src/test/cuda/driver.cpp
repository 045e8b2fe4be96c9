// A test double of the CUDA driver: those of its entry points that we call, with one "device" that is
// the host itself. It is as strict as the driver where a mistake could hide: no call without a current
// context, no copy beyond an allocation, no write past its ends, no argument too much. What is allocated
// holds NaN.
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

#include "cuda_on_host.h"
#include "fibers.h"
#include "kernels.h"

#define EXPORT extern "C" __attribute__((visibility("default"))) int

namespace {

enum Result {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  OUT_OF_MEMORY = 2,
  INVALID_DEVICE = 101,
  INVALID_IMAGE = 200,
  INVALID_CONTEXT = 201,
  NOT_FOUND = 500,
  ILLEGAL_ADDRESS = 700,
  LAUNCH_FAILED = 719
};

struct Module {
  std::string image;
};

struct Function {
  Kernel kernel;
};

constexpr size_t GUARD = 64;
constexpr char GUARDED = 0x5A;
constexpr size_t MEMORY = size_t{256} << 20;

std::mutex mutex;
std::map<char *, size_t> allocations;
size_t allocated = 0;
int context;
thread_local void *current = nullptr;

bool guarded(const char *at) {
  for (size_t i = 0; i < GUARD; i++) {
    if (at[i] != GUARDED) {
      return false;
    }
  }
  return true;
}

bool holds(char *at, size_t size) {
  auto next = allocations.upper_bound(at);
  if (next == allocations.begin()) {
    return false;
  }
  auto [begin, length] = *--next;
  return at + size <= begin + length;
}

}  // namespace

EXPORT cuInit(unsigned flags) { return flags == 0 ? SUCCESS : INVALID_VALUE; }

EXPORT cuDeviceGetCount(int *count) {
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
  *bytes = MEMORY;
  return SUCCESS;
}

EXPORT cuDevicePrimaryCtxRetain(void **result, int) {
  *result = &context;
  return SUCCESS;
}

EXPORT cuDevicePrimaryCtxRelease_v2(int) { return SUCCESS; }

EXPORT cuCtxSetCurrent(void *wanted) {
  current = wanted;
  return SUCCESS;
}

EXPORT cuModuleLoadData(void **module, const void *image) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  std::string text = static_cast<const char *>(image);
  if (text.find(".version") == std::string::npos) {
    return INVALID_IMAGE;
  }
  *module = new Module{text};
  return SUCCESS;
}

EXPORT cuModuleUnload(void *module) {
  delete static_cast<Module *>(module);
  return SUCCESS;
}

EXPORT cuModuleGetFunction(void **function, void *module, const char *name) {
  std::string entry = std::string(".entry ") + name + "(";
  auto kernel = kernelsByName().find(name);
  if (static_cast<Module *>(module)->image.find(entry) == std::string::npos ||
      kernel == kernelsByName().end()) {
    return NOT_FOUND;
  }
  static std::map<std::string, Function> functions;
  std::lock_guard<std::mutex> lock(mutex);
  *function = &functions.try_emplace(name, Function{kernel->second}).first->second;
  return SUCCESS;
}

EXPORT cuMemGetInfo_v2(size_t *available, size_t *total) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  std::lock_guard<std::mutex> lock(mutex);
  *available = MEMORY - allocated;
  *total = MEMORY;
  return SUCCESS;
}

EXPORT cuMemAlloc_v2(char **at, size_t size) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  if (size == 0) {
    return INVALID_VALUE;
  }
  std::lock_guard<std::mutex> lock(mutex);
  if (size > MEMORY - allocated) {
    return OUT_OF_MEMORY;
  }
  auto memory = static_cast<char *>(aligned_alloc(GUARD, (size + 3 * GUARD - 1) / GUARD * GUARD));
  memset(memory, GUARDED, GUARD);
  memset(memory + GUARD, 0xFF, size);
  memset(memory + GUARD + size, GUARDED, GUARD);
  *at = memory + GUARD;
  allocations[*at] = size;
  allocated += size;
  return SUCCESS;
}

EXPORT cuMemFree_v2(char *at) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  std::lock_guard<std::mutex> lock(mutex);
  auto allocation = allocations.find(at);
  if (allocation == allocations.end()) {
    return INVALID_VALUE;
  }
  size_t size = allocation->second;
  bool whole = guarded(at - GUARD) && guarded(at + size);
  allocations.erase(allocation);
  allocated -= size;
  free(at - GUARD);
  return whole ? SUCCESS : ILLEGAL_ADDRESS;
}

EXPORT cuMemcpyHtoD_v2(char *to, const void *from, size_t size) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  std::lock_guard<std::mutex> lock(mutex);
  if (!holds(to, size)) {
    return INVALID_VALUE;
  }
  memcpy(to, from, size);
  return SUCCESS;
}

EXPORT cuMemcpyDtoH_v2(void *to, char *from, size_t size) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  std::lock_guard<std::mutex> lock(mutex);
  if (!holds(from, size)) {
    return INVALID_VALUE;
  }
  memcpy(to, from, size);
  return SUCCESS;
}

EXPORT cuMemsetD8_v2(char *at, unsigned char value, size_t size) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  std::lock_guard<std::mutex> lock(mutex);
  if (!holds(at, size)) {
    return INVALID_VALUE;
  }
  memset(at, value, size);
  return SUCCESS;
}

EXPORT cuCtxSynchronize() { return current == nullptr ? INVALID_CONTEXT : SUCCESS; }

EXPORT cuLaunchKernel(void *function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                      unsigned blockY, unsigned blockZ, unsigned, void *, void **parameters,
                      void **extra) {
  if (current == nullptr) {
    return INVALID_CONTEXT;
  }
  // extra: 1, the buffer, 2, a pointer to its size, 0.
  if (gridX == 0 || gridY == 0 || gridZ == 0 || gridY > 65535 || gridZ > 65535 || blockX == 0 ||
      blockX > 1024 || blockY != 1 || blockZ != 1 || parameters != nullptr || extra == nullptr ||
      extra[0] != reinterpret_cast<void *>(1) || extra[2] != reinterpret_cast<void *>(2) ||
      extra[4] != nullptr) {
    return INVALID_VALUE;
  }
  std::lock_guard<std::mutex> lock(mutex);
  auto body = static_cast<Function *>(function)->kernel(static_cast<const char *>(extra[1]),
                                                       *static_cast<const size_t *>(extra[3]));
  if (!body) {
    return INVALID_VALUE;
  }
  for (unsigned z = 0; z < gridZ; z++) {
    for (unsigned y = 0; y < gridY; y++) {
      for (unsigned x = 0; x < gridX; x++) {
        blockIdx = {x, y, z};
        if (!runBlock(blockX, body)) {
          return LAUNCH_FAILED;
        }
      }
    }
  }
  return SUCCESS;
}

EXPORT cuGetErrorName(int error, const char **name) {
  switch (error) {
    case INVALID_VALUE:
      *name = "CUDA_ERROR_INVALID_VALUE";
      return SUCCESS;
    case OUT_OF_MEMORY:
      *name = "CUDA_ERROR_OUT_OF_MEMORY";
      return SUCCESS;
    case INVALID_DEVICE:
      *name = "CUDA_ERROR_INVALID_DEVICE";
      return SUCCESS;
    case INVALID_IMAGE:
      *name = "CUDA_ERROR_INVALID_IMAGE";
      return SUCCESS;
    case INVALID_CONTEXT:
      *name = "CUDA_ERROR_INVALID_CONTEXT";
      return SUCCESS;
    case NOT_FOUND:
      *name = "CUDA_ERROR_NOT_FOUND";
      return SUCCESS;
    case ILLEGAL_ADDRESS:
      *name = "CUDA_ERROR_ILLEGAL_ADDRESS";
      return SUCCESS;
    case LAUNCH_FAILED:
      *name = "CUDA_ERROR_LAUNCH_FAILED";
      return SUCCESS;
    default:
      *name = nullptr;
      return INVALID_VALUE;
  }
}
