package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import java.util.Optional;

/** The extension of the prime field by a root of -1. */
final class ComplexField implements Field<Complex> {

  static final ComplexField INSTANCE = new ComplexField();

  private static final PrimeField FP = PrimeField.INSTANCE;
  private static final BigInteger HALF = BigInteger.TWO.modInverse(P);

  private ComplexField() {}

  @Override
  public Complex zero() {
    return Complex.of(0, 0);
  }

  @Override
  public Complex one() {
    return Complex.of(1, 0);
  }

  @Override
  public Complex add(Complex a, Complex b) {
    return new Complex(FP.add(a.c0(), b.c0()), FP.add(a.c1(), b.c1()));
  }

  @Override
  public Complex negate(Complex a) {
    return new Complex(FP.negate(a.c0()), FP.negate(a.c1()));
  }

  @Override
  public Complex multiply(Complex a, Complex b) {
    BigInteger real = a.c0().multiply(b.c0()).subtract(a.c1().multiply(b.c1()));
    BigInteger imaginary = a.c0().multiply(b.c1()).add(a.c1().multiply(b.c0()));
    return new Complex(real.mod(P), imaginary.mod(P));
  }

  @Override
  public Complex invert(Complex a) {
    BigInteger inverse = FP.invert(norm(a));
    return new Complex(FP.multiply(a.c0(), inverse), FP.multiply(FP.negate(a.c1()), inverse));
  }

  private static BigInteger norm(Complex a) {
    return FP.add(FP.square(a.c0()), FP.square(a.c1()));
  }

  /**
   * With n² = norm(a) a root is x + y·i with x² = (c0 + n)/2 and y = c1/(2x); one of the two n
   * makes that x² a square, if a is one.
   */
  @Override
  public Optional<Complex> squareRoot(Complex a) {
    if (a.c1().signum() == 0) {
      return FP.squareRoot(a.c0())
          .map(root -> new Complex(root, BigInteger.ZERO))
          .or(
              () ->
                  FP.squareRoot(FP.negate(a.c0())).map(root -> new Complex(BigInteger.ZERO, root)));
    }
    return FP.squareRoot(norm(a)).flatMap(n -> root(a, n).or(() -> root(a, FP.negate(n))));
  }

  private static Optional<Complex> root(Complex a, BigInteger n) {
    return FP.squareRoot(FP.multiply(FP.add(a.c0(), n), HALF))
        .map(x -> new Complex(x, FP.multiply(a.c1(), FP.invert(FP.add(x, x)))));
  }

  @Override
  public boolean isOdd(Complex a) {
    return FP.isOdd(a.c0().signum() == 0 ? a.c1() : a.c0());
  }

  @Override
  public Complex parse(String text) {
    String[] parts = text.split(" ");
    return new Complex(FP.parse(parts[0]), FP.parse(parts[1]));
  }
}
