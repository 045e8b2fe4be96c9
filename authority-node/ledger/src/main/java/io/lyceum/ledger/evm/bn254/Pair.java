package io.lyceum.ledger.evm.bn254;

/**
 * Two points to be paired, neither of them infinity.
 *
 * @param p of the first group
 * @param q of the second group, on the twist
 */
record Pair(Point.Affine<Fp> p, Point.Affine<Fp2> q) {}
