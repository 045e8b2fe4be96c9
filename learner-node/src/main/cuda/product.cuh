// A product of matrices, tile by tile: every element is one chain of fused multiply-adds in
// ascending k, so tiles of every size give the same bits.
#pragma once
#include "exact.cuh"

// Which k a row's chain runs through.
enum Causal {
  ALL = 0,
  // To the end of the row's block of 32.
  TO_BLOCK_END = 1,
  // From the begin of the row's block of 32.
  FROM_BLOCK_BEGIN = 2,
  // All, but only columns to the end of the row's block of 32 count; tiles beyond are left out.
  COLUMNS_TO_BLOCK_END = 3
};

// Products of a launch: one for each index z of the grid, z = outer·inner + i. Distances are in
// elements. The same fields in the same order stand in the class Product.
struct Product {
  const float *a;
  const float *b;
  // What a finished chain is added to, or null; laid out as c is.
  const float *residual;
  float *c;
  long long aOuter;
  long long aInner;
  long long aRepeat;
  long long bOuter;
  long long bInner;
  long long bRepeat;
  long long cOuter;
  long long cInner;
  int aStride;
  int bStride;
  int cStride;
  int inner;
  // Neighbouring i that have one matrix b in common.
  int bShare;
  int rows;
  int columns;
  int depth;
  // If not 0, all k that the products have together; the last of them may have fewer.
  int total;
  // Pairs of matrices that a chain runs through, one after the other.
  int repeats;
  int causal;
};

constexpr int STEP = 16;
constexpr int SIDE = 16;
constexpr int PADDING = 4;

// A strip of an operand, EXTENT rows or columns by STEP k: from global memory through registers into
// shared memory, where k is the slow index.
template <int EXTENT, bool ALONG_K>
struct Strip {
  static constexpr int EACH = EXTENT * STEP / THREADS;
  float held[EACH];

  __device__ static int element(int i) {
    return ALONG_K ? threadIdx.x / STEP + i * (THREADS / STEP) : threadIdx.x % EXTENT;
  }

  __device__ static int step(int i) {
    return ALONG_K ? threadIdx.x % STEP : threadIdx.x / EXTENT + i * (THREADS / EXTENT);
  }

  // Inside the operand no element needs to be asked whether it is there.
  __device__ void load(const float *at, int stride, int first, int extent, int k, int depth) {
    int e = first + element(0);
    int s = k + step(0);
    const float *from = at + (ALONG_K ? (long long)e * stride + s : (long long)s * stride + e);
    long long distance = (long long)(THREADS / (ALONG_K ? STEP : EXTENT)) * stride;
    if (first + EXTENT <= extent && k + STEP <= depth) {
#pragma unroll
      for (int i = 0; i < EACH; i++) {
        held[i] = from[i * distance];
      }
    } else {
#pragma unroll
      for (int i = 0; i < EACH; i++) {
        bool there = first + element(i) < extent && k + step(i) < depth;
        held[i] = there ? from[i * distance] : 0.0f;
      }
    }
  }

  __device__ void put(float (*shared)[EXTENT + PADDING]) const {
#pragma unroll
    for (int i = 0; i < EACH; i++) {
      shared[step(i)][element(i)] = held[i];
    }
  }
};

// The rows or columns of a tile that a thread holds: groups of neighbours, so that a warp reads
// shared memory in wide words without conflicts.
template <int TILE, int EACH>
struct Share {
  static constexpr int GROUP = EACH < 4 ? EACH : 4;

  __device__ static int index(int thread, int i) {
    return i / GROUP * (TILE * GROUP / EACH) + thread * GROUP + i % GROUP;
  }

  __device__ static void read(const float *shared, int thread, float *into) {
#pragma unroll
    for (int i = 0; i < EACH; i += GROUP) {
      const float *at = shared + index(thread, i);
      if constexpr (GROUP == 4) {
        float4 four = *reinterpret_cast<const float4 *>(at);
        into[i] = four.x;
        into[i + 1] = four.y;
        into[i + 2] = four.z;
        into[i + 3] = four.w;
      } else {
        float2 two = *reinterpret_cast<const float2 *>(at);
        into[i] = two.x;
        into[i + 1] = two.y;
      }
    }
  }
};

template <int TILE, int EACH>
struct Sums {
  float of[EACH][EACH];

  __device__ void add(const float *a, const float *b, int row, int column) {
    float left[EACH];
    float right[EACH];
    Share<TILE, EACH>::read(a, row, left);
    Share<TILE, EACH>::read(b, column, right);
#pragma unroll
    for (int i = 0; i < EACH; i++) {
#pragma unroll
      for (int j = 0; j < EACH; j++) {
        of[i][j] = __fmaf_rn(left[i], right[j], of[i][j]);
      }
    }
  }
};

// Where a thread stands among the SIDE × SIDE of a block: a warp is 4 × 8 of them, the least rows and
// columns together to read from shared memory. Lanes that differ in their lowest bit alone have a
// column in common, and in the second lowest a row: such neighbours' reads a device makes one of.
__device__ inline int rowOfThread() {
  int lane = threadIdx.x % LANES;
  return threadIdx.x / LANES / 2 * 4 + lane / 16 * 2 + lane % 2;
}

__device__ inline int columnOfThread() {
  return threadIdx.x / LANES % 2 * 8 + threadIdx.x / 2 % 8;
}

// The product for this block, a tile of TILE × TILE elements, EACH × EACH of them in a thread.
// A_ALONG_K and B_ALONG_K say in which direction an operand is contiguous. Causal products need
// tiles in which a thread's rows are neighbours: at most four.
template <int TILE, int EACH, bool A_ALONG_K, bool B_ALONG_K>
__device__ void multiply(const Product &p) {
  constexpr bool MAY_BE_CAUSAL = EACH <= 4;
  __shared__ __align__(16) float as[2][STEP][TILE + PADDING];
  __shared__ __align__(16) float bs[2][STEP][TILE + PADDING];
  int firstRow = blockIdx.y * TILE;
  int firstColumn = blockIdx.x * TILE;
  int causal = MAY_BE_CAUSAL ? p.causal : ALL;
  if (causal == COLUMNS_TO_BLOCK_END && firstColumn >= firstRow + TILE) {
    return;
  }
  int outer = blockIdx.z / p.inner;
  int inner = blockIdx.z % p.inner;
  int depth = p.depth;
  if (p.total != 0 && p.total - outer * p.depth < depth) {
    depth = p.total - outer * p.depth;
  }
  long long aAt = outer * p.aOuter + inner * p.aInner;
  long long bAt = outer * p.bOuter + inner / p.bShare * p.bInner;
  int row = rowOfThread();
  int column = columnOfThread();
  int ownRow = firstRow + Share<TILE, EACH>::index(row, 0);
  int ownFrom = causal == FROM_BLOCK_BEGIN ? ownRow / ROW_BLOCK * ROW_BLOCK : 0;
  int ownTo = causal == TO_BLOCK_END ? blockEnd(ownRow, depth) : depth;
  int from = causal == FROM_BLOCK_BEGIN ? firstRow : 0;
  int to = causal == TO_BLOCK_END && firstRow + TILE < depth ? firstRow + TILE : depth;

  Sums<TILE, EACH> sums = {};
  Strip<TILE, A_ALONG_K> nextA;
  Strip<TILE, B_ALONG_K> nextB;
  int stage = 0;
  for (int repeat = 0; repeat < p.repeats; repeat++) {
    nextA.load(p.a + aAt, p.aStride, firstRow, p.rows, from, depth);
    nextB.load(p.b + bAt, p.bStride, firstColumn, p.columns, from, depth);
    nextA.put(as[stage]);
    nextB.put(bs[stage]);
    __syncthreads();
    for (int k = from; k < to; k += STEP) {
      bool more = k + STEP < to;
      if (more) {
        nextA.load(p.a + aAt, p.aStride, firstRow, p.rows, k + STEP, depth);
        nextB.load(p.b + bAt, p.bStride, firstColumn, p.columns, k + STEP, depth);
      }
      if (!MAY_BE_CAUSAL || (k >= ownFrom && k < ownTo)) {
        if (k + STEP <= depth) {
#pragma unroll
          for (int s = 0; s < STEP; s++) {
            sums.add(as[stage][s], bs[stage][s], row, column);
          }
        } else {
          for (int s = 0; s < depth - k; s++) {
            sums.add(as[stage][s], bs[stage][s], row, column);
          }
        }
      }
      if (more) {
        nextA.put(as[stage ^ 1]);
        nextB.put(bs[stage ^ 1]);
      }
      stage ^= 1;
      __syncthreads();
    }
    aAt += p.aRepeat;
    bAt += p.bRepeat;
  }

  float *c = p.c + outer * p.cOuter + inner * p.cInner;
#pragma unroll
  for (int i = 0; i < EACH; i++) {
    int y = firstRow + Share<TILE, EACH>::index(row, i);
#pragma unroll
    for (int j = 0; j < EACH; j++) {
      int x = firstColumn + Share<TILE, EACH>::index(column, j);
      if (y < p.rows && x < p.columns) {
        long long at = (long long)y * p.cStride + x;
        c[at] = p.residual == nullptr ? sums.of[i][j] : __fadd_rn(p.residual[at], sums.of[i][j]);
      }
    }
  }
}
