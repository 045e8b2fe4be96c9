package io.lyceum.ledger.evm.bn254;

/**
 * An element of a field. Immutable.
 *
 * @param <F> the field
 */
interface FieldElement<F extends FieldElement<F>> {

  /** The sum. */
  F add(F other);

  /** The difference. */
  F subtract(F other);

  /** The product. */
  F multiply(F other);

  /** The product with itself. */
  F square();

  /** The negative. */
  F negate();

  /** The inverse; zero has none, and gives zero. */
  F inverse();

  /** Whether it is zero. */
  boolean isZero();

  /** The sum with itself. */
  default F twice() {
    return add(self());
  }

  /** This, as what it is. */
  F self();
}
