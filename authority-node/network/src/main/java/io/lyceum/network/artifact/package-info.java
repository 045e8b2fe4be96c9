/**
 * Content-addressed artifacts: the Merkle trees of checkpoints, proofs, versions and datasets, the
 * store that holds them and their transfer between nodes.
 */
package io.lyceum.network.artifact;
