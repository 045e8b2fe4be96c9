package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.crypto.Sha256;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** 0x02: SHA-256. */
final class Sha256Digest implements Precompile {

  @Override
  public long gas(Bytes input) {
    return 60 + 12 * ((input.size() + 31L) / 32);
  }

  @Override
  public Optional<Bytes> run(Bytes input) {
    return Optional.of(Sha256.hash(input));
  }
}
