// The memory of the device, and what is asked of every access to it.
#pragma once
#include <cstddef>

struct Call;

// Memory that holds NaN, or null where there is too little left.
char *allocate(size_t size);

// Gives memory back. Returns whether it was allocated.
bool release(char *at);

// Whether some bytes are allocated, all in one piece.
bool holds(const char *at, size_t size);

size_t totalMemory();
size_t freeMemory();

// A mistake that a device would not tell of, or not where it is made.
struct Mistake {
  int error;
  const char *name;
};

// Watches from now on what the threads of a call of a kernel do with memory.
void watch(const Call &call, const char *name);

// The first mistake since then; its error is 0 if there was none.
const Mistake &mistake();
