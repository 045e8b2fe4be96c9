#include "fibers.h"

#include <cstdint>
#include <memory>
#include <vector>

#include "cuda_on_host.h"

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

enum class State { READY, AT_WARP, AT_BLOCK, DONE };

struct Fiber {
  std::unique_ptr<char[]> stack{new char[STACK]};
  void *pointer = nullptr;
  State state = State::DONE;
  float value = 0;
};

std::vector<Fiber> fibers;
void *scheduler;
unsigned running;
const std::function<void()> *kernel;

void pause(State state) {
  Fiber &own = fibers[running];
  own.state = state;
  switchStack(&own.pointer, scheduler);
}

void begin() {
  (*kernel)();
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

// Runs a warp until its threads wait for the block or are done.
bool runWarp(unsigned first, unsigned end) {
  for (;;) {
    unsigned waiting[4] = {};
    for (unsigned thread = first; thread < end; thread++) {
      Fiber &fiber = fibers[thread];
      if (fiber.state == State::READY) {
        running = thread;
        threadIdx = {thread, 0, 0};
        switchStack(&scheduler, fiber.pointer);
      }
      waiting[static_cast<int>(fiber.state)]++;
    }
    if (waiting[static_cast<int>(State::AT_WARP)] == 0) {
      return true;
    }
    if (waiting[static_cast<int>(State::AT_WARP)] != end - first) {
      return false;
    }
    for (unsigned thread = first; thread < end; thread++) {
      fibers[thread].state = State::READY;
    }
  }
}

}  // namespace

void __syncthreads() { pause(State::AT_BLOCK); }

void __syncwarp() { pause(State::AT_WARP); }

float valueOfLane(float own, unsigned lane) {
  fibers[running].value = own;
  unsigned warp = running / WARP * WARP;
  pause(State::AT_WARP);
  float value = fibers[warp + lane].value;
  pause(State::AT_WARP);
  return value;
}

bool runBlock(unsigned threads, const std::function<void()> &body) {
  kernel = &body;
  if (fibers.size() < threads) {
    fibers.resize(threads);
  }
  for (unsigned thread = 0; thread < threads; thread++) {
    prepare(fibers[thread]);
  }
  for (;;) {
    bool atBarrier = false;
    for (unsigned first = 0; first < threads; first += WARP) {
      if (!runWarp(first, first + WARP < threads ? first + WARP : threads)) {
        return false;
      }
    }
    for (unsigned thread = 0; thread < threads; thread++) {
      if (fibers[thread].state == State::AT_BLOCK) {
        fibers[thread].state = State::READY;
        atBarrier = true;
      }
    }
    if (!atBarrier) {
      return true;
    }
  }
}
