#include "fibers.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <vector>

#include "cuda_on_host.h"
#include "kernels.h"

Index threadIdx;
Index blockIdx;

// Keeps the registers that a callee preserves, leaves the stack pointer at *from and goes on at to.
extern "C" void switchStack(void **from, void *to);
asm(".text\n"
    ".type switchStack,@function\n"
    "switchStack:\n"
    "  push %rbp\n  push %rbx\n  push %r12\n  push %r13\n  push %r14\n  push %r15\n"
    "  mov %rsp, (%rdi)\n"
    "  mov %rsi, %rsp\n"
    "  pop %r15\n  pop %r14\n  pop %r13\n  pop %r12\n  pop %rbx\n  pop %rbp\n"
    "  ret\n"
    ".size switchStack, .-switchStack\n");

namespace {

constexpr unsigned WARP = 32;
constexpr size_t STACK = 32 << 10;

// A shuffle is no barrier: it brings the lanes together, but what they wrote need not be seen.
enum class State { READY, AT_SHUFFLE, AT_WARP, AT_BLOCK, DONE };

struct Fiber {
  std::unique_ptr<char[]> stack{new char[STACK]};
  void *pointer = nullptr;
  State state = State::DONE;
  float value = 0;
};

std::vector<Fiber> fibers;
std::vector<unsigned> warpBarriers;
unsigned blockBarriers;
unsigned blocks;
unsigned firstBlock;
void *scheduler;
unsigned running;
bool inside;
bool stopped;
const Call *kernel;

unsigned order = ASCENDING;
std::mt19937 shuffle;

// The numbers below a count, in the order of the moment.
void arrange(std::vector<unsigned> &numbers, unsigned count) {
  numbers.resize(count);
  std::iota(numbers.begin(), numbers.end(), 0u);
  if (order == DESCENDING) {
    std::reverse(numbers.begin(), numbers.end());
  } else if (order >= SHUFFLED) {
    std::shuffle(numbers.begin(), numbers.end(), shuffle);
  }
}

void pause(State state) {
  Fiber &own = fibers[running];
  own.state = state;
  inside = false;
  switchStack(&own.pointer, scheduler);
}

void begin() {
  kernel->run();
  pause(State::DONE);
}

void prepare(Fiber &fiber) {
  auto top = (reinterpret_cast<uintptr_t>(fiber.stack.get()) + STACK) & ~uintptr_t{15};
  auto words = reinterpret_cast<uintptr_t *>(top);
  words[-1] = 0;  // where begin() would return to; it does not
  words[-2] = reinterpret_cast<uintptr_t>(&begin);
  fiber.pointer = words - 8;
  fiber.state = State::READY;
}

// Runs the threads of a warp until they wait or are done. Returns whether they all wait for the same.
bool runWarp(unsigned warp, unsigned threads) {
  static std::vector<unsigned> lanes;
  arrange(lanes, threads - warp * WARP < WARP ? threads - warp * WARP : WARP);
  unsigned shuffling = 0;
  unsigned waiting = 0;
  for (unsigned lane : lanes) {
    unsigned thread = warp * WARP + lane;
    Fiber &fiber = fibers[thread];
    if (fiber.state == State::READY) {
      running = thread;
      threadIdx = {thread, 0, 0};
      inside = true;
      switchStack(&scheduler, fiber.pointer);
    }
    if (stopped) {
      return false;
    }
    shuffling += fiber.state == State::AT_SHUFFLE;
    waiting += fiber.state == State::AT_WARP;
  }
  if (shuffling + waiting == 0) {
    return true;
  }
  if (shuffling == lanes.size() || waiting == lanes.size()) {
    warpBarriers[warp] += waiting != 0;
    for (unsigned lane : lanes) {
      fibers[warp * WARP + lane].state = State::READY;
    }
    return true;
  }
  return false;
}

// Warps take turns at every barrier of theirs.
bool runBlock(unsigned threads, const Call &call) {
  static std::vector<unsigned> warps;
  kernel = &call;
  if (fibers.size() < threads) {
    fibers.resize(threads);
  }
  for (unsigned thread = 0; thread < threads; thread++) {
    prepare(fibers[thread]);
  }
  unsigned count = (threads + WARP - 1) / WARP;
  warpBarriers.assign(count, 0);
  blockBarriers = 0;
  blocks++;
  for (;;) {
    arrange(warps, count);
    for (unsigned warp : warps) {
      if (!runWarp(warp, threads)) {
        return false;
      }
    }
    bool ready = false;
    bool atBarrier = false;
    for (unsigned thread = 0; thread < threads; thread++) {
      ready |= fibers[thread].state == State::READY;
      atBarrier |= fibers[thread].state == State::AT_BLOCK;
    }
    if (!ready && !atBarrier) {
      return true;
    }
    if (!ready) {
      blockBarriers++;
      for (unsigned thread = 0; thread < threads; thread++) {
        if (fibers[thread].state == State::AT_BLOCK) {
          fibers[thread].state = State::READY;
        }
      }
    }
  }
}

}  // namespace

void __syncthreads() { pause(State::AT_BLOCK); }

void __syncwarp() { pause(State::AT_WARP); }

float valueOfLane(float own, unsigned lane) {
  fibers[running].value = own;
  unsigned warp = running / WARP * WARP;
  pause(State::AT_SHUFFLE);
  float value = fibers[warp + lane].value;
  pause(State::AT_SHUFFLE);
  return value;
}

void setOrder(unsigned wanted) {
  order = wanted;
  shuffle.seed(wanted);
}

bool runGrid(const unsigned grid[3], unsigned threads, const Call &call) {
  static std::vector<unsigned> rows;
  static std::vector<unsigned> columns;
  stopped = false;
  firstBlock = blocks + 1;
  arrange(rows, grid[1] * grid[2]);
  for (unsigned row : rows) {
    arrange(columns, grid[0]);
    for (unsigned column : columns) {
      blockIdx = {column, row % grid[1], row / grid[1]};
      if (!runBlock(threads, call)) {
        return false;
      }
    }
  }
  return true;
}

bool insideKernel() { return inside; }

Moment now() { return {firstBlock, blocks, running, blockBarriers, warpBarriers[running / WARP]}; }

bool onOwnStack(const void *at) {
  auto offset = static_cast<const char *>(at) - fibers[running].stack.get();
  return offset >= 0 && static_cast<size_t>(offset) < STACK;
}

void stop() {
  stopped = true;
  pause(State::DONE);
}
