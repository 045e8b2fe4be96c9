/**
 * BLS12-381 for the precompiles of EIP-2537: encodings and the maps from field to curve are ours,
 * the arithmetic of points and pairings is blst's.
 */
package io.lyceum.ledger.evm.bls12381;
