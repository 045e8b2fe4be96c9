/**
 * The running learner: follows jobs on the chain, trains, submits proofs, serves its checkpoints
 * until they are settled. The ways to cheat live here too, since they are a learner's, not a
 * verifier's.
 */
package io.lyceum.learner.agent;
