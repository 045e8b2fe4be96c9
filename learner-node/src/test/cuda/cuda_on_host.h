// The part of CUDA C++ that the kernels use, for a host compiler: a test double of a device, not a
// device. A block's threads are fibers that take turns on one stack after the other, from barrier to
// barrier; blocks run one after the other. The intrinsics are IEEE operations of the host, so a
// kernel gives the bits here that it gives on a device; how fast it is says nothing.
#pragma once
#include <cmath>
#include <cstring>

#define __global__
#define __device__
#define __shared__ static
#define __align__(bytes) __attribute__((aligned(bytes)))
#define __launch_bounds__(...)

struct Index {
  unsigned x;
  unsigned y;
  unsigned z;
};

struct alignas(8) float2 {
  float x, y;
};

struct alignas(16) float4 {
  float x, y, z, w;
};

// Of the fiber that runs.
extern Index threadIdx;
extern Index blockIdx;

// Waits for all threads of the block that still run.
void __syncthreads();

// Waits for all threads of the warp.
void __syncwarp();

// What another lane of the warp has, after all of them have come here.
float valueOfLane(float own, unsigned lane);

inline float __shfl_sync(unsigned, float value, int lane) { return valueOfLane(value, lane); }

inline float __shfl_down_sync(unsigned, float value, unsigned distance) {
  unsigned lane = threadIdx.x % 32;
  return valueOfLane(value, lane + distance < 32 ? lane + distance : lane);
}

inline float __fadd_rn(float a, float b) { return a + b; }
inline float __fsub_rn(float a, float b) { return a - b; }
inline float __fmul_rn(float a, float b) { return a * b; }
inline float __fdiv_rn(float a, float b) { return a / b; }
inline float __fsqrt_rn(float a) { return __builtin_sqrtf(a); }
inline float __fmaf_rn(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
inline double __dadd_rn(double a, double b) { return a + b; }
inline double __dsub_rn(double a, double b) { return a - b; }
inline double __dmul_rn(double a, double b) { return a * b; }
inline double __ddiv_rn(double a, double b) { return a / b; }
inline double __dsqrt_rn(double a) { return __builtin_sqrt(a); }
inline double __fma_rn(double a, double b, double c) { return __builtin_fma(a, b, c); }

template <typename To, typename From>
To sameBits(From from) {
  static_assert(sizeof(To) == sizeof(From), "bits are kept");
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

inline float __int_as_float(int bits) { return sameBits<float>(bits); }
inline long long __double_as_longlong(double x) { return sameBits<long long>(x); }
inline double __longlong_as_double(long long bits) { return sameBits<double>(bits); }
inline int __float2int_rz(float x) { return x != x ? 0 : (int)x; }
