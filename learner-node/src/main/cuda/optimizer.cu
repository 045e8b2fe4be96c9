// AdamW with clipping by the global norm.
#include "exact.cuh"

// A block of a tensor's elements, from one to another, where the tensor's rows stand a distance
// apart. The same fields in the same order stand in the class Optimizer.
struct Part {
  long long tensor;
  int columns;
  int stride;
  int from;
  int to;
};

// The lane sum of the squares of each part's gradients; a warp for each part.
extern "C" __global__ void squares(const float *gradients, const Part *parts, float *sums,
                                   int count) {
  long long index = rowOfWarp();
  if (index >= count) {
    return;
  }
  Part part = parts[index];
  const float *tensor = gradients + part.tensor;
  float sum = 0.0f;
#pragma unroll 4
  for (int e = part.from + threadIdx.x % LANES; e < part.to; e += LANES) {
    float g = part.columns == part.stride
                  ? tensor[e]
                  : tensor[(long long)(e / part.columns) * part.stride + e % part.columns];
    sum = __fmaf_rn(g, g, sum);
  }
  sum = fold(sum);
  if (threadIdx.x % LANES == 0) {
    sums[index] = sum;
  }
}

// The root of the sum of the parts in their order, in double; by one block. Leaves in clip what
// gradients are multiplied with, and 1 where the norm is finite, else 0.
extern "C" __global__ void global_norm(const float *sums, float *clip, int count, double limit) {
  __shared__ float staged[THREADS];
  double sum = 0.0;
  for (int from = 0; from < count; from += THREADS) {
    int size = count - from < THREADS ? count - from : THREADS;
    if ((int)threadIdx.x < size) {
      staged[threadIdx.x] = sums[from + threadIdx.x];
    }
    __syncthreads();
    if (threadIdx.x == 0) {
      for (int i = 0; i < size; i++) {
        sum = __dadd_rn(sum, (double)staged[i]);
      }
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    double norm = __dsqrt_rn(sum);
    bool finite = norm < __longlong_as_double(0x7FF0000000000000LL);
    clip[0] = norm > limit ? (float)__ddiv_rn(limit, norm) : 1.0f;
    clip[1] = finite ? 1.0f : 0.0f;
  }
}

// A step of some elements; none where the norm was not finite.
extern "C" __global__ void adam_w(float *weights, float *firstMoments, float *secondMoments,
                                  const float *gradients, const float *clip, long long size,
                                  float beta1, float rest1, float beta2, float rest2,
                                  float epsilon, float stepSize, float rootScale, float decay) {
  long long i = elementOfThread();
  if (i >= size || clip[1] == 0.0f) {
    return;
  }
  float g = __fmul_rn(gradients[i], clip[0]);
  float m = __fmaf_rn(beta1, firstMoments[i], __fmul_rn(rest1, g));
  float v = __fmaf_rn(beta2, secondMoments[i], __fmul_rn(__fmul_rn(rest2, g), g));
  float u = __fdiv_rn(m, __fadd_rn(__fmul_rn(__fsqrt_rn(v), rootScale), epsilon));
  float w = weights[i];
  firstMoments[i] = m;
  secondMoments[i] = v;
  weights[i] = __fmaf_rn(-stepSize, u, __fmaf_rn(-decay, w, w));
}
