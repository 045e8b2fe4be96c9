// The kernels, compiled for the host, by their names.
#include "kernels.h"

#include <tuple>

#include "cuda_on_host.h"

#include "attention.cu"
#include "embedding.cu"
#include "feedforward.cu"
#include "gradients.cu"
#include "loss.cu"
#include "norm.cu"
#include "optimizer.cu"
#include "product.cu"

namespace {

// Takes an argument from where the rules of alignment put it.
template <typename T>
T take(const char *arguments, size_t &offset) {
  offset = (offset + alignof(T) - 1) / alignof(T) * alignof(T);
  T value;
  std::memcpy(&value, arguments + offset, sizeof value);
  offset += sizeof value;
  return value;
}

template <typename... Parameters>
struct CallOf : Call {
  void (*function)(Parameters...);
  std::tuple<Parameters...> values;

  CallOf(void (*function)(Parameters...), std::tuple<Parameters...> values)
      : function(function), values(values) {}

  void run() const override { std::apply(function, values); }

  size_t size() const override { return sizeof *this; }
};

template <typename... Parameters>
Kernel kernel(void (*function)(Parameters...)) {
  return [function](const char *arguments, size_t size) -> std::unique_ptr<Call> {
    size_t offset = 0;
    std::tuple<Parameters...> values{take<Parameters>(arguments, offset)...};
    if (offset != size) {
      return nullptr;
    }
    return std::make_unique<CallOf<Parameters...>>(function, values);
  };
}

#define KERNEL(name) {#name, kernel(name)}
const std::map<std::string, Kernel> kernels = {
    KERNEL(product_nn_128), KERNEL(product_nt_128),     KERNEL(product_tn_128),
    KERNEL(product_nn_64),  KERNEL(product_nt_64),      KERNEL(product_tn_64),
    KERNEL(product_nn_32),  KERNEL(product_nt_32),      KERNEL(product_tn_32),
    KERNEL(add_chunks),     KERNEL(add),                KERNEL(rms_norm),
    KERNEL(gain_gradient),  KERNEL(rms_norm_gradient),  KERNEL(rotate),
    KERNEL(softmax),        KERNEL(softmax_gradient),   KERNEL(swiglu),
    KERNEL(swiglu_gradient), KERNEL(embed),             KERNEL(embedding_gradient),
    KERNEL(cross_entropy),  KERNEL(squares),            KERNEL(global_norm),
    KERNEL(adam_w)};
#undef KERNEL

}  // namespace

const std::map<std::string, Kernel> &kernelsByName() { return kernels; }
