// Products of matrices. In a name, n says that an operand stands as it is multiplied and t that it
// stands transposed; the number is the side of a tile.
#include "product.cuh"

extern "C" __global__ void __launch_bounds__(THREADS, 2) product_nn_128(Product p) {
  multiply<128, 8, true, false>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS, 2) product_nt_128(Product p) {
  multiply<128, 8, true, true>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS, 2) product_tn_128(Product p) {
  multiply<128, 8, false, false>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS) product_nn_64(Product p) {
  multiply<64, 4, true, false>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS) product_nt_64(Product p) {
  multiply<64, 4, true, true>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS) product_tn_64(Product p) {
  multiply<64, 4, false, false>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS) product_nn_32(Product p) {
  multiply<32, 2, true, false>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS) product_nt_32(Product p) {
  multiply<32, 2, true, true>(p);
}

extern "C" __global__ void __launch_bounds__(THREADS) product_tn_32(Product p) {
  multiply<32, 2, false, false>(p);
}
