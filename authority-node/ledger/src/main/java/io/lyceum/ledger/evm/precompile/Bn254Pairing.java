package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.evm.bn254.Bn254;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** 0x08: whether a product of pairings is one (EIP-197) at the price of EIP-1108. */
final class Bn254Pairing implements Precompile {

  private static final int PAIR_SIZE = Bn254.G1_SIZE + Bn254.G2_SIZE;
  private static final Bytes32 TRUE = Bytes32.leftPad(Bytes.of(1));

  @Override
  public long gas(Bytes input) {
    return 45_000 + 34_000L * (input.size() / PAIR_SIZE);
  }

  @Override
  public Optional<Bytes> run(Bytes input) {
    return input.size() % PAIR_SIZE != 0
        ? Optional.empty()
        : Bn254.isPairingProductOne(input).map(one -> one ? TRUE : Bytes32.ZERO);
  }
}
