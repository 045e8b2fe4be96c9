/** Content-addressed artifacts: Merkle trees of checkpoints, datasets and versions. */
package io.lyceum.network.artifact;
