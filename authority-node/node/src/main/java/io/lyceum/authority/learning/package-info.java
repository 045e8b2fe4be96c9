/** An authority's part in learning: it verifies proofs, and serves datasets and the model. */
package io.lyceum.authority.learning;
