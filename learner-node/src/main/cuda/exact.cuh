// What the kernels of exact-1 share. docs/exact-arithmetic.md states the arithmetic; every operation
// here is one that IEEE 754 rounds once, and nothing is fused but by __fmaf_rn and __fma_rn.
#pragma once

// Lanes of a lane sum: those of a warp, so that lane i of a warp is lane i of the sum.
constexpr int LANES = 32;

// Threads of a block, and so rows of a block where each warp takes a row.
constexpr int THREADS = 256;
constexpr int WARPS = THREADS / LANES;

// Rows of attention whose columns end together.
constexpr int ROW_BLOCK = 32;

constexpr unsigned ALL_LANES = 0xFFFFFFFFu;

// The row of a warp, of rows that blocks share out in order.
__device__ inline long long rowOfWarp() {
  return (long long)blockIdx.x * WARPS + threadIdx.x / LANES;
}

// The element of a thread, of elements that blocks share out in order.
__device__ inline long long elementOfThread() {
  return (long long)blockIdx.x * THREADS + threadIdx.x;
}

// Folds the lanes of a sum; every lane gets it.
__device__ inline float fold(float lane) {
  for (int half = LANES / 2; half > 0; half /= 2) {
    lane = __fadd_rn(lane, __shfl_down_sync(ALL_LANES, lane, half));
  }
  return __shfl_sync(ALL_LANES, lane, 0);
}

// The greater of two numbers, or the one that is none.
__device__ inline float greater(float a, float b) {
  return b > a || b != b ? b : a;
}

// The greatest of what the lanes hold; every lane gets it.
__device__ inline float greatest(float lane) {
  for (int half = LANES / 2; half > 0; half /= 2) {
    lane = greater(lane, __shfl_down_sync(ALL_LANES, lane, half));
  }
  return __shfl_sync(ALL_LANES, lane, 0);
}

__device__ inline float exponential(float x) {
  if (x < -87.0f) {
    return 0.0f;
  }
  float bounded = x > 88.0f ? 88.0f : x;
  float n = __fsub_rn(__fadd_rn(__fmul_rn(bounded, 0x1.715476p0f), 0x1.8p23f), 0x1.8p23f);
  float r = __fmaf_rn(n, -0x1.7f7d1cp-20f, __fmaf_rn(n, -0x1.62e4p-1f, bounded));
  float p = __fmaf_rn(0x1.6a1a6ap-10f, r, 0x1.123fc8p-7f);
  p = __fmaf_rn(p, r, 0x1.555916p-5f);
  p = __fmaf_rn(p, r, 0x1.55548ap-3f);
  p = __fmaf_rn(p, r, 0x1.fffffcp-2f);
  p = __fmaf_rn(p, r, 1.0f);
  p = __fmaf_rn(p, r, 1.0f);
  return __fmul_rn(p, __int_as_float((__float2int_rz(n) + 127) << 23));
}

// 1 / (1 + exp(-x)) is written as this divisor, since a gate divides by it directly.
__device__ inline float sigmoidDivisor(float x) {
  return __fadd_rn(1.0f, exponential(-x));
}

// The end of the columns that chains over a row of attention run through.
__device__ inline int blockEnd(int row, int context) {
  int end = row / ROW_BLOCK * ROW_BLOCK + ROW_BLOCK;
  return end < context ? end : context;
}
