package io.lyceum.ledger.crypto;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256. */
public final class Sha256 {

  private Sha256() {}

  /** The digest of some bytes. */
  public static Bytes32 hash(Bytes input) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(input.toArrayUnsafe(), 0, input.size());
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return Bytes32.wrap(out);
  }
}
