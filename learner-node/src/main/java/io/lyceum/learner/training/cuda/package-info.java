/**
 * The engine class {@code exact-1} on NVIDIA devices: kernels of our own, in CUDA C++ beside these
 * classes ({@code src/main/cuda}), whose PTX travels with them and is launched through the driver's
 * API. Nothing but the driver needs to be installed. {@code docs/exact-arithmetic.md} states the
 * arithmetic, {@code docs/cuda.md} how the kernels are built and tested.
 */
package io.lyceum.learner.training.cuda;
