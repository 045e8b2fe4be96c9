package io.lyceum.ledger.evm.bls12381;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;

/** Factors of points. */
final class Scalars {

  /** Bytes of a scalar. */
  static final int SIZE = 32;

  /** The order of the groups. */
  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private Scalars() {}

  /** A scalar modulo the order; any 32 bytes are one. */
  static BigInteger reduced(Bytes encoded) {
    return encoded.toUnsignedBigInteger().mod(ORDER);
  }
}
