package io.lyceum.ledger.crypto;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An ECDSA signature over secp256k1 with the parity of R, so that the signer can be recovered.
 *
 * @param r the x coordinate of R, reduced modulo the order
 * @param s the second component
 * @param recoveryId 0 or 1: the parity of R's y coordinate
 */
public record Signature(UInt256 r, UInt256 s, int recoveryId) {

  /** Length of {@link #encoded()} in bytes. */
  public static final int SIZE = 65;

  /** Half of the curve's order, rounded down: the highest s of EIP-2. */
  public static final UInt256 HALF_ORDER =
      UInt256.valueOf(
          new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16)
              .shiftRight(1));

  /**
   * @throws IllegalArgumentException if {@code recoveryId} is neither 0 nor 1
   */
  public Signature {
    if (recoveryId != 0 && recoveryId != 1) {
      throw new IllegalArgumentException("The recovery id is 0 or 1, not " + recoveryId);
    }
  }

  /**
   * Reads {@code r ‖ s ‖ v} with v = 0 or 1, the form of QBFT's committed seals.
   *
   * @throws IllegalArgumentException if the length is not 65 or v is neither 0 nor 1
   */
  public static Signature decode(Bytes bytes) {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("A signature has 65 bytes, not " + bytes.size());
    }
    return new Signature(
        UInt256.fromBytes(bytes.slice(0, 32)),
        UInt256.fromBytes(bytes.slice(32, 32)),
        bytes.get(64));
  }

  /** {@code r ‖ s ‖ v}, 65 bytes, v = 0 or 1. */
  public Bytes encoded() {
    return Bytes.concatenate(r, s, Bytes.of((byte) recoveryId));
  }

  /** Whether s is in the lower half of the order, as EIP-2 demands of transactions. */
  public boolean isLowS() {
    return s.compareTo(HALF_ORDER) <= 0;
  }
}
