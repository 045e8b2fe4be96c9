package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;

/**
 * An element c0 + c1·i of the extension of the field by a root i of -1.
 *
 * @param c0 reduced
 * @param c1 reduced
 */
record Complex(BigInteger c0, BigInteger c1) {

  static Complex of(long c0, long c1) {
    return new Complex(BigInteger.valueOf(c0).mod(Field.P), BigInteger.valueOf(c1).mod(Field.P));
  }
}
