/**
 * The engine class {@code exact-1}: training in a fixed order of IEEE operations, so that every
 * machine that can add, multiply, divide, take roots and fuse a multiplication with an addition
 * gives the same bits. {@code docs/exact-arithmetic.md} states the arithmetic; {@link
 * io.lyceum.learner.training.exact.Kernels} are its inner loops, blocks ({@code AttentionBlock} and
 * its neighbours) put them in order, and {@code Workers} spread what is independent over threads. A
 * {@code Decoder} continues texts row by row with the same bits.
 */
package io.lyceum.learner.training.exact;
