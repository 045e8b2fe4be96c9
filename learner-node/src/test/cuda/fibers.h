// Threads of a block as fibers (x86-64, System V).
#pragma once
#include <functional>

// Runs a kernel's body once for each thread of a block.
//
// Returns whether all came to their end: it is false where threads of a warp wait at different
// barriers, which a device would not survive either.
bool runBlock(unsigned threads, const std::function<void()> &body);
