// Cross entropy of scores with the tokens that follow; a warp for each token.
#include "exact.cuh"

// The logarithm of a number that is at least the least normal one of fp32; NaN and infinity give
// themselves.
__device__ inline double logarithm(double x) {
  constexpr double ROOT_OF_TWO = 0x1.6a09e667f3bcdp0;
  constexpr long long MANTISSA = (1LL << 52) - 1;
  constexpr long long ONE = 1023LL << 52;
  long long bits = __double_as_longlong(x);
  if (!(x < __longlong_as_double(0x7FF0000000000000LL))) {
    return x;
  }
  int exponent = (int)(bits >> 52) - 1023;
  double mantissa = __longlong_as_double((bits & MANTISSA) | ONE);
  if (mantissa > ROOT_OF_TWO) {
    mantissa = __dmul_rn(mantissa, 0.5);
    exponent++;
  }
  double z = __ddiv_rn(__dsub_rn(mantissa, 1.0), __dadd_rn(mantissa, 1.0));
  double q = __dmul_rn(z, z);
  double series = __ddiv_rn(1.0, 21.0);
  for (int n = 19; n > 0; n -= 2) {
    series = __fma_rn(series, q, __ddiv_rn(1.0, (double)n));
  }
  return __fma_rn((double)exponent, 0x1.62e42fefa39efp-1, __dmul_rn(__dmul_rn(2.0, z), series));
}

// Losses of tokens; where gradients are asked for, scores become theirs.
extern "C" __global__ void cross_entropy(float *scores, const int *targets, double *losses,
                                         int tokens, int vocabulary, float perToken,
                                         int gradients) {
  long long token = rowOfWarp();
  if (token >= tokens) {
    return;
  }
  int lane = threadIdx.x % LANES;
  float *s = scores + token * vocabulary;
  int target = targets[token];
  float most = s[0];
  for (int i = lane; i < vocabulary; i += LANES) {
    most = greater(most, s[i]);
  }
  most = greatest(most);
  double below = __dsub_rn((double)most, (double)s[target]);
  float sum = 0.0f;
  for (int i = lane; i < vocabulary; i += LANES) {
    sum = __fadd_rn(sum, exponential(__fsub_rn(s[i], most)));
  }
  sum = fold(sum);
  if (lane == 0) {
    losses[token] = __dadd_rn(logarithm((double)sum), below);
  }
  if (!gradients) {
    return;
  }
  // No lane changes the target's score before all have read it.
  __syncwarp();
  float inverse = __fdiv_rn(1.0f, sum);
  for (int i = lane; i < vocabulary; i += LANES) {
    float p = __fmul_rn(exponential(__fsub_rn(s[i], most)), inverse);
    s[i] = __fmul_rn(i == target ? __fsub_rn(p, 1.0f) : p, perToken);
  }
}
