// The compiler has every access of a kernel to memory call us (-fsanitize=thread). Two accesses to one
// word, by different threads and one of them to write, are a race unless a barrier stands between
// them, in whatever order the threads happened to run.
#include "memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <map>
#include <vector>

#include "cuda_on_host.h"
#include "fibers.h"
#include "kernels.h"

// Where what kernels declare as shared stands, among other things.
extern "C" __attribute__((visibility("hidden"))) char __bss_start[];
extern "C" __attribute__((visibility("hidden"))) char _end[];

namespace {

constexpr size_t MEMORY = size_t{256} << 20;
// What a driver aligns allocations to, and what lies between two of them.
constexpr size_t ALIGNMENT = 256;
constexpr size_t GUARD = 4096;
constexpr size_t WORD = 4;
constexpr unsigned WARP = 32;

constexpr int ILLEGAL_ADDRESS = 700;
constexpr int MISALIGNED_ADDRESS = 716;
// Of our own.
constexpr int RACE = 10001;
constexpr int NEVER_WRITTEN = 10002;

// Who read or wrote a word last; several threads count as one where they all belong to it.
struct Trace {
  enum Threads : uint8_t { NONE, ONE, OF_A_WARP, OF_A_BLOCK, OF_A_GRID };

  uint32_t block;
  uint32_t blockBarriers;
  uint32_t warpBarriers;
  uint16_t thread;
  Threads threads;

  static Trace of(const Moment &m) {
    return {m.block, m.blockBarriers, m.warpBarriers, static_cast<uint16_t>(m.thread), ONE};
  }

  // Whether it is in order with what happens at a moment.
  bool before(const Moment &m) const {
    if (threads == NONE || block < m.grid) {
      return true;
    }
    if (threads == OF_A_GRID || block != m.block) {
      return false;
    }
    return blockBarriers < m.blockBarriers || (threads == ONE && thread == m.thread) ||
           (threads != OF_A_BLOCK && thread / WARP == m.thread / WARP &&
            warpBarriers < m.warpBarriers);
  }

  // With a thread that reads, too, at a moment.
  Trace and_(const Moment &m) const {
    Trace result = of(m);
    if (before(m)) {
      return result;
    }
    if (threads == OF_A_GRID || block != m.block) {
      result.threads = OF_A_GRID;
    } else if (threads == OF_A_BLOCK || thread / WARP != m.thread / WARP) {
      result.threads = OF_A_BLOCK;
    } else {
      result.threads = OF_A_WARP;
    }
    return result;
  }
};

struct Word {
  Trace written;
  Trace read;
};

struct Allocation {
  char *begin;
  size_t size;
  char *mapping;
  size_t mapped;
  Word *words;
};

std::map<const char *, Allocation> allocations;
size_t allocated;
// Those that were asked for last.
const Allocation *recent[4];
std::vector<Word> sharedWords;
const Call *watched;
const char *kernelName;
Mistake found;
char text[200];

size_t wordsIn(size_t bytes) { return (bytes + WORD - 1) / WORD; }

// Pages that are there once they are touched, and hold 0.
void *pages(size_t size) {
  void *at = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return at == MAP_FAILED ? nullptr : at;
}

const Allocation *allocationAt(const char *at) {
  for (const Allocation *each : recent) {
    if (each != nullptr && at >= each->begin && at < each->begin + each->size) {
      return each;
    }
  }
  auto after = allocations.upper_bound(at);
  if (after == allocations.begin()) {
    return nullptr;
  }
  const Allocation &allocation = std::prev(after)->second;
  if (at >= allocation.begin + allocation.size) {
    return nullptr;
  }
  static unsigned next;
  recent[next++ % 4] = &allocation;
  return &allocation;
}

void wrong(int error, const char *name) {
  if (found.error == 0) {
    found = {error, name};
  }
  stop();
}

void race(const Trace &one, const Moment &other) {
  static const char *threads[] = {"no thread", "thread", "a warp with thread", "threads such as",
                                  "blocks, in them thread"};
  std::snprintf(text, sizeof text, "a race in %s: %s %u of block %u, then thread %u of block %u",
                kernelName, threads[one.threads], unsigned{one.thread}, one.block - other.grid,
                other.thread, other.block - other.grid);
  wrong(RACE, text);
}

// Whether it is a register on a device.
bool special(const void *at) {
  auto within = [at](const Index &index) { return at >= &index && at < &index + 1; };
  return within(threadIdx) || within(blockIdx);
}

void access(const void *address, size_t size, bool write) {
  if (!insideKernel() || onOwnStack(address) || special(address)) {
    return;
  }
  auto at = static_cast<const char *>(address);
  auto arguments = reinterpret_cast<const char *>(watched);
  if (at >= arguments && at + size <= arguments + watched->size() && !write) {
    return;
  }
  bool atOnce = (size & (size - 1)) == 0;
  if (atOnce && reinterpret_cast<uintptr_t>(at) % size != 0) {
    wrong(MISALIGNED_ADDRESS, "CUDA_ERROR_MISALIGNED_ADDRESS");
  }
  bool shared = at >= __bss_start && at + size <= _end;
  Word *words;
  if (shared) {
    words = &sharedWords[(at - __bss_start) / WORD];
  } else {
    const Allocation *allocation = allocationAt(at);
    if (allocation == nullptr || at + size > allocation->begin + allocation->size) {
      wrong(ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS");
    }
    words = allocation->words + (at - allocation->begin) / WORD;
  }
  Moment moment = now();
  for (size_t i = 0; i < wordsIn(size); i++) {
    Word &word = words[i];
    if (shared && word.written.block != moment.block) {
      if (!write) {
        wrong(NEVER_WRITTEN, "a read of shared memory that the block has not written");
      }
      word = {};
    }
    if (!word.written.before(moment)) {
      race(word.written, moment);
    }
    if (!write) {
      word.read = word.read.and_(moment);
      continue;
    }
    if (!word.read.before(moment)) {
      race(word.read, moment);
    }
    word = {Trace::of(moment), Trace{}};
  }
}

}  // namespace

char *allocate(size_t size) {
  if (size > MEMORY - allocated) {
    return nullptr;
  }
  size_t mapped = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + 2 * GUARD;
  auto mapping = static_cast<char *>(pages(mapped));
  auto words = static_cast<Word *>(pages(wordsIn(size) * sizeof(Word)));
  if (mapping == nullptr || words == nullptr) {
    return nullptr;
  }
  char *begin = mapping + GUARD;
  std::memset(begin, 0xFF, size);
  allocations[begin] = {begin, size, mapping, mapped, words};
  allocated += size;
  return begin;
}

bool release(char *at) {
  auto found = allocations.find(at);
  if (found == allocations.end()) {
    return false;
  }
  const Allocation &allocation = found->second;
  std::memset(recent, 0, sizeof recent);
  munmap(allocation.mapping, allocation.mapped);
  munmap(allocation.words, wordsIn(allocation.size) * sizeof(Word));
  allocated -= allocation.size;
  allocations.erase(found);
  return true;
}

bool holds(const char *at, size_t size) {
  const Allocation *allocation = allocationAt(at);
  return allocation != nullptr && size <= allocation->size - (at - allocation->begin);
}

size_t totalMemory() { return MEMORY; }

size_t freeMemory() { return MEMORY - allocated; }

void watch(const Call &call, const char *name) {
  sharedWords.resize(wordsIn(_end - __bss_start));
  watched = &call;
  kernelName = name;
  found = {0, nullptr};
}

const Mistake &mistake() { return found; }

#define ACCESSES(size)                                                              \
  extern "C" void __tsan_read##size(void *at) { access(at, size, false); }           \
  extern "C" void __tsan_write##size(void *at) { access(at, size, true); }           \
  extern "C" void __tsan_unaligned_read##size(void *at) { access(at, size, false); } \
  extern "C" void __tsan_unaligned_write##size(void *at) { access(at, size, true); }
ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)
extern "C" void __tsan_read_range(void *at, size_t size) { access(at, size, false); }
extern "C" void __tsan_write_range(void *at, size_t size) { access(at, size, true); }
extern "C" void __tsan_vptr_update(void **at, void *) { access(at, sizeof(void *), true); }
extern "C" void __tsan_vptr_read(void **at) { access(at, sizeof(void *), false); }
extern "C" void __tsan_init() {}
