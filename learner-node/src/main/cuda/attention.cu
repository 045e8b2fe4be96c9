// What attention does between its products: the rotary embedding and the softmax of causal rows.
#include "exact.cuh"

// Turns the queries and keys of tokens by their positions, or back where the sign is -1; a thread
// for each pair.
extern "C" __global__ void rotate(float *projected, const float *queryCosines,
                                  const float *querySines, const float *keyCosines,
                                  const float *keySines, long long pairs, int context, int row,
                                  int heads, int keyValueHeads, int half, float sign) {
  long long index = elementOfThread();
  if (index >= pairs) {
    return;
  }
  int pair = index % half;
  int head = index / half % (heads + keyValueHeads);
  long long token = index / half / (heads + keyValueHeads);
  int table = (int)(token % context) * half + pair;
  float cosine = (head < heads ? queryCosines : keyCosines)[table];
  float sine = __fmul_rn((head < heads ? querySines : keySines)[table], sign);
  float *at = projected + token * row + head * 2 * half + pair;
  float first = at[0];
  float second = at[half];
  at[0] = __fmaf_rn(-second, sine, __fmul_rn(first, cosine));
  at[half] = __fmaf_rn(first, sine, __fmul_rn(second, cosine));
}

// Scores of a row become weights, and +0 from the diagonal to the end of its block; a warp for each
// row of matrices of context × context.
extern "C" __global__ void softmax(float *scores, long long rows, int context) {
  long long index = rowOfWarp();
  if (index >= rows) {
    return;
  }
  int lane = threadIdx.x % LANES;
  int row = index % context;
  float *s = scores + index * context;
  float most = s[0];
  for (int j = lane; j <= row; j += LANES) {
    most = greater(most, s[j]);
  }
  most = greatest(most);
  // No lane changes the first score before all have read it.
  __syncwarp();
  float sum = 0.0f;
  for (int j = lane; j <= row; j += LANES) {
    float e = exponential(__fsub_rn(s[j], most));
    s[j] = e;
    sum = __fadd_rn(sum, e);
  }
  float inverse = __fdiv_rn(1.0f, fold(sum));
  int end = blockEnd(row, context);
  for (int j = lane; j < end; j += LANES) {
    s[j] = j <= row ? __fmul_rn(s[j], inverse) : 0.0f;
  }
}

// Gradients d of weights p become those of the scores.
extern "C" __global__ void softmax_gradient(const float *weights, float *gradients, long long rows,
                                            int context) {
  long long index = rowOfWarp();
  if (index >= rows) {
    return;
  }
  int lane = threadIdx.x % LANES;
  const float *p = weights + index * context;
  float *d = gradients + index * context;
  int end = blockEnd(index % context, context);
  float products = 0.0f;
  for (int j = lane; j < end; j += LANES) {
    products = __fmaf_rn(p[j], d[j], products);
  }
  float mean = fold(products);
  for (int j = lane; j < end; j += LANES) {
    d[j] = __fmul_rn(p[j], __fsub_rn(d[j], mean));
  }
}
