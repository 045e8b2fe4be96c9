// SwiGLU of gates and ups that stand beside each other in a row; a thread for each element.
#include "exact.cuh"

extern "C" __global__ void swiglu(const float *inner, float *active, long long size, int width) {
  long long index = elementOfThread();
  if (index >= size) {
    return;
  }
  const float *gate = inner + index / width * 2 * width + index % width;
  active[index] = __fmul_rn(__fdiv_rn(gate[0], sigmoidDivisor(gate[0])), gate[width]);
}

extern "C" __global__ void swiglu_gradient(const float *d, const float *inner, float *innerGradient,
                                           long long size, int width) {
  long long index = elementOfThread();
  if (index >= size) {
    return;
  }
  long long at = index / width * 2 * width + index % width;
  float g = inner[at];
  float u = inner[at + width];
  float e = d[index];
  float s = __fdiv_rn(1.0f, sigmoidDivisor(g));
  float slope = __fmul_rn(s, __fmaf_rn(g, __fsub_rn(1.0f, s), 1.0f));
  innerGradient[at] = __fmul_rn(__fmul_rn(e, u), slope);
  innerGradient[at + width] = __fmul_rn(e, __fmul_rn(g, s));
}
