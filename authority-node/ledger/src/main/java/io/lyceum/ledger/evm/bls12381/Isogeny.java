package io.lyceum.ledger.evm.bls12381;

import java.util.List;
import java.util.Optional;

/**
 * A map of rational functions from one curve to another (RFC 9380, appendix E). Coefficients are in
 * ascending order.
 *
 * @param <E> the elements of the field
 */
record Isogeny<E>(
    Field<E> field,
    List<E> xNumerator,
    List<E> xDenominator,
    List<E> yNumerator,
    List<E> yDenominator) {

  /** The image of a point; empty if it is the point at infinity. */
  Optional<AffinePoint<E>> map(AffinePoint<E> point) {
    E xBelow = evaluate(xDenominator, point.x());
    E yBelow = evaluate(yDenominator, point.x());
    if (field.isZero(xBelow) || field.isZero(yBelow)) {
      return Optional.empty();
    }
    E x = field.multiply(evaluate(xNumerator, point.x()), field.invert(xBelow));
    E y = field.multiply(evaluate(yNumerator, point.x()), field.invert(yBelow));
    return Optional.of(new AffinePoint<>(x, field.multiply(point.y(), y)));
  }

  private E evaluate(List<E> polynomial, E x) {
    E value = field.zero();
    for (E coefficient : polynomial.reversed()) {
      value = field.add(field.multiply(value, x), coefficient);
    }
    return value;
  }
}
