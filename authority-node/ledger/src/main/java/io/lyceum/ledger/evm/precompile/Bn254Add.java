package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.evm.bn254.Bn254;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** 0x06: the sum of two points of BN254 (EIP-196) at the price of EIP-1108. */
final class Bn254Add implements Precompile {

  @Override
  public long gas(Bytes input) {
    return 150;
  }

  @Override
  public Optional<Bytes> run(Bytes bytes) {
    Input input = new Input(bytes);
    return Bn254.add(input.slice(0, Bn254.G1_SIZE), input.slice(Bn254.G1_SIZE, Bn254.G1_SIZE));
  }
}
