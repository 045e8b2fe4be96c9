package io.lyceum.ledger.evm.bls12381;

/**
 * A point of a curve other than the one at infinity.
 *
 * @param <E> the elements of the field
 */
record AffinePoint<E>(E x, E y) {}
