package io.lyceum.ledger.evm.precompile;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** 0x03: RIPEMD-160, padded to a word on the left. */
final class Ripemd160 implements Precompile {

  @Override
  public long gas(Bytes input) {
    return 600 + 120 * ((input.size() + 31L) / 32);
  }

  @Override
  public Optional<Bytes> run(Bytes input) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(input.toArrayUnsafe(), 0, input.size());
    byte[] out = new byte[32];
    digest.doFinal(out, 12);
    return Optional.of(Bytes.wrap(out));
  }
}
