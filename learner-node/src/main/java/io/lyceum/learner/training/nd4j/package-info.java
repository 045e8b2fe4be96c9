/**
 * The engines of the classes {@code nd4j-cpu-avx2-1} and {@code nd4j-cuda-1}: the model as a
 * SameDiff graph, differentiated by SameDiff and computed by ND4J's AVX2 natives with one thread
 * for each piece of work, or by those for CUDA.
 */
package io.lyceum.learner.training.nd4j;
