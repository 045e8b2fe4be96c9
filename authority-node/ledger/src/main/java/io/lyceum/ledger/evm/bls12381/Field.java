package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What the maps to a curve need of the field that it is defined over.
 *
 * @param <E> its elements, all of them reduced
 */
interface Field<E> {

  /** The characteristic of both fields. */
  BigInteger P =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
          16);

  E zero();

  E one();

  E add(E a, E b);

  E negate(E a);

  E multiply(E a, E b);

  /** The inverse of an element other than zero. */
  E invert(E a);

  /** Either of the square roots, if there is one. */
  Optional<E> squareRoot(E a);

  /** The sign of RFC 9380, section 4.1: whether it is odd. */
  boolean isOdd(E a);

  /** Reads an element from text, as {@link Isogeny} has it. */
  E parse(String text);

  default boolean isZero(E a) {
    return a.equals(zero());
  }

  default E square(E a) {
    return multiply(a, a);
  }
}
