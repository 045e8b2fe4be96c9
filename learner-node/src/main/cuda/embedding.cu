// The rows of the embedding that tokens choose, and their gradients.
#include "exact.cuh"

extern "C" __global__ void embed(const float *embedding, const int *inputs, float *x,
                                 long long size, int width) {
  long long index = elementOfThread();
  if (index < size) {
    x[index] = embedding[(long long)inputs[index / width] * width + index % width];
  }
}

// For a row of the vocabulary (x of the grid) the sum over the tokens that chose it, in their order:
// those at positions[starts[row]] to positions[starts[row + 1]]. It goes on from the sums that
// earlier parts of a batch left, or starts from +0.
extern "C" __global__ void embedding_gradient(const float *d, const int *starts,
                                              const int *positions, float *sums, int width,
                                              int fresh) {
  int row = blockIdx.x;
  int column = blockIdx.y * THREADS + threadIdx.x;
  if (column >= width) {
    return;
  }
  long long at = (long long)row * width + column;
  float sum = fresh ? 0.0f : sums[at];
#pragma unroll 4
  for (int i = starts[row]; i < starts[row + 1]; i++) {
    sum = __fadd_rn(sum, d[(long long)positions[i] * width + column]);
  }
  sums[at] = sum;
}
