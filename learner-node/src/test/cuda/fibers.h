// Threads of a block as fibers (x86-64, System V).
#pragma once

struct Call;

// In which order threads, warps and blocks run, where a device promises none.
enum Order { ASCENDING = 0, DESCENDING = 1, SHUFFLED = 2 };

// Where the thread that runs stands: what two threads did is in order only if a barrier says so.
struct Moment {
  // The first block of its grid.
  unsigned grid;
  // Counts all blocks that ever ran.
  unsigned block;
  unsigned thread;
  // Barriers that its block, and in this its warp, have passed.
  unsigned blockBarriers;
  unsigned warpBarriers;
};

// From now on; SHUFFLED goes on from a seed that stands above it.
void setOrder(unsigned order);

// Runs a call once for each thread of each block of a grid.
//
// Returns whether all came to their end: it is false where threads of a warp wait at different
// barriers, which a device would not survive either, and where one was stopped.
bool runGrid(const unsigned grid[3], unsigned threads, const Call &call);

// Whether a kernel runs, in a thread of its own.
bool insideKernel();

// Of the thread that runs.
Moment now();
bool onOwnStack(const void *at);

// Ends the thread that runs, and with it the grid.
void stop();
