package io.lyceum.ledger.evm.bls12381;

import java.util.Optional;

/**
 * The simplified map of Shallue, van de Woestijne and Ulas from a field to the curve y² = x³ + ax +
 * b (RFC 9380, section 6.6.2).
 *
 * @param <E> the elements of the field
 * @param a not zero
 * @param b not zero
 * @param z the constant Z of the suite
 */
record SimplifiedSwu<E>(Field<E> field, E a, E b, E z) {

  AffinePoint<E> map(E u) {
    E zu2 = field.multiply(z, field.square(u));
    E x1 = firstCandidate(zu2);
    Optional<E> y1 = field.squareRoot(rightSide(x1));
    if (y1.isPresent()) {
      return signed(x1, y1.get(), u);
    }
    E x2 = field.multiply(zu2, x1);
    return signed(x2, field.squareRoot(rightSide(x2)).orElseThrow(), u);
  }

  /** (-b/a)·(1 + 1/(Z²u⁴ + Zu²)), or b/(Z·a) where that divides by zero. */
  private E firstCandidate(E zu2) {
    E sum = field.add(field.square(zu2), zu2);
    E denominator = field.multiply(a, field.isZero(sum) ? z : field.negate(sum));
    E numerator = field.multiply(b, field.add(sum, field.one()));
    return field.multiply(numerator, field.invert(denominator));
  }

  private E rightSide(E x) {
    return field.add(field.multiply(field.add(field.square(x), a), x), b);
  }

  /** Of the two points with an x, the one whose y has the sign of u. */
  private AffinePoint<E> signed(E x, E y, E u) {
    return new AffinePoint<>(x, field.isOdd(u) == field.isOdd(y) ? y : field.negate(y));
  }
}
