/**
 * Commitments of a proof of learning: checkpoints and the tree over them, seeds, identifiers,
 * private samples, and the encoding of a loss.
 */
package io.lyceum.learner.proof;
