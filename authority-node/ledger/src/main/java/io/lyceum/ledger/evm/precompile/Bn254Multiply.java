package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.evm.bn254.Bn254;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** 0x07: a multiple of a point of BN254 (EIP-196) at the price of EIP-1108. */
final class Bn254Multiply implements Precompile {

  @Override
  public long gas(Bytes input) {
    return 6000;
  }

  @Override
  public Optional<Bytes> run(Bytes bytes) {
    Input input = new Input(bytes);
    return Bn254.multiply(input.slice(0, Bn254.G1_SIZE), input.number(Bn254.G1_SIZE, 32));
  }
}
