package io.lyceum.ledger.crypto;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it (the padding before NIST's SHA-3). */
public final class Keccak {

  /** Keccak-256 of the empty byte string. */
  public static final Bytes32 EMPTY = hash(Bytes.EMPTY);

  private Keccak() {}

  /** Hashes bytes. */
  public static Bytes32 hash(Bytes input) {
    return Bytes32.wrap(hash(input.toArrayUnsafe()));
  }

  /** Hashes an array; the result has 32 bytes. */
  public static byte[] hash(byte[] input) {
    return hash(input, 0, input.length);
  }

  /** Hashes a range of an array; the result has 32 bytes. */
  public static byte[] hash(byte[] input, int offset, int length) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(input, offset, length);
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return out;
  }
}
