package io.lyceum.ledger.evm.precompile;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** 0x02: SHA-256. */
final class Sha256 implements Precompile {

  @Override
  public long gas(Bytes input) {
    return 60 + 12 * ((input.size() + 31L) / 32);
  }

  @Override
  public Optional<Bytes> run(Bytes input) {
    return Optional.of(hash(input));
  }

  static Bytes hash(Bytes input) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(input.toArrayUnsafe(), 0, input.size());
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return Bytes.wrap(out);
  }
}
