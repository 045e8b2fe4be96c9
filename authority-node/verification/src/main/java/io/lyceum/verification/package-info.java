/**
 * An authority's part in proofs of learning: replay of sampled and named segments, the held-out
 * evaluation, attestations and judgements, settlement, and the keeping of accepted versions. What
 * is to do is read from the chain alone, so a restart forgets nothing and repeats nothing.
 */
package io.lyceum.verification;
