// RMSNorm of rows, a warp for each.
#include "exact.cuh"

extern "C" __global__ void rms_norm(const float *x, const float *gains, float *y, float *inverses,
                                int rows, int width, float epsilon) {
  long long row = rowOfWarp();
  if (row >= rows) {
    return;
  }
  int lane = threadIdx.x % LANES;
  const float *in = x + row * width;
  float *out = y + row * width;
  float squares = 0.0f;
  for (int i = lane; i < width; i += LANES) {
    squares = __fmaf_rn(in[i], in[i], squares);
  }
  float mean = __fdiv_rn(fold(squares), (float)width);
  float inverse = __fdiv_rn(1.0f, __fsqrt_rn(__fadd_rn(mean, epsilon)));
  for (int i = lane; i < width; i += LANES) {
    out[i] = __fmul_rn(__fmul_rn(in[i], inverse), gains[i]);
  }
  if (lane == 0) {
    inverses[row] = inverse;
  }
}

// Adds to the gradient of x, or starts it from +0; d is that of y.
extern "C" __global__ void rms_norm_gradient(const float *d, const float *x, const float *gains,
                                         const float *inverses, float *gradient, int rows,
                                         int width, int fresh) {
  long long row = rowOfWarp();
  if (row >= rows) {
    return;
  }
  int lane = threadIdx.x % LANES;
  long long at = row * width;
  float products = 0.0f;
  for (int i = lane; i < width; i += LANES) {
    products = __fmaf_rn(__fmul_rn(d[at + i], gains[i]), x[at + i], products);
  }
  float mean = __fdiv_rn(fold(products), (float)width);
  float r = inverses[row];
  float k = __fmul_rn(__fmul_rn(__fmul_rn(r, r), r), mean);
  for (int i = lane; i < width; i += LANES) {
    float t = __fmul_rn(d[at + i], gains[i]);
    float before = fresh ? 0.0f : gradient[at + i];
    gradient[at + i] = __fmaf_rn(-k, x[at + i], __fmaf_rn(r, t, before));
  }
}

// The gradients of the gains: for each chunk of tokens a row of chains.
extern "C" __global__ void gain_gradient(const float *d, const float *x, const float *inverses,
                                         float *parts, int tokens, int chunkTokens, int width) {
  int column = blockIdx.x * THREADS + threadIdx.x;
  if (column >= width) {
    return;
  }
  int first = blockIdx.y * chunkTokens;
  int end = first + chunkTokens < tokens ? first + chunkTokens : tokens;
  float chain = 0.0f;
#pragma unroll 8
  for (int token = first; token < end; token++) {
    long long at = (long long)token * width + column;
    chain = __fmaf_rn(d[at], __fmul_rn(x[at], inverses[token]), chain);
  }
  parts[(long long)blockIdx.y * width + column] = chain;
}
