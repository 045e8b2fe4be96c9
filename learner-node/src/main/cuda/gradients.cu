// What the gradients of weights are made of besides products.
#include "exact.cuh"

// Adds the chunks' parts in their order; those of a batch's first chunk replace what is there.
extern "C" __global__ void add_chunks(const float *parts, float *gradient, long long size,
                                      int chunks, int fresh) {
  long long i = elementOfThread();
  if (i >= size) {
    return;
  }
  float sum = fresh ? parts[i] : __fadd_rn(gradient[i], parts[i]);
  for (int chunk = 1; chunk < chunks; chunk++) {
    sum = __fadd_rn(sum, parts[chunk * size + i]);
  }
  gradient[i] = sum;
}

// y = y + x.
extern "C" __global__ void add(const float *x, float *y, long long size) {
  long long i = elementOfThread();
  if (i < size) {
    y[i] = __fadd_rn(y[i], x[i]);
  }
}
