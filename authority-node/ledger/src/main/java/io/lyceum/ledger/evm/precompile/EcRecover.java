package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.crypto.Secp256k1;
import io.lyceum.ledger.crypto.Signature;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** 0x01: the signer of a digest. A signature that nobody can have made gives no output. */
final class EcRecover implements Precompile {

  @Override
  public long gas(Bytes input) {
    return 3000;
  }

  @Override
  public Optional<Bytes> run(Bytes bytes) {
    Input input = new Input(bytes);
    BigInteger v = input.number(32, 32);
    if (v.bitLength() > 8 || (v.intValue() != 27 && v.intValue() != 28)) {
      return Optional.of(Bytes.EMPTY);
    }
    Signature signature =
        new Signature(
            UInt256.fromBytes(input.word(64)),
            UInt256.fromBytes(input.word(96)),
            v.intValue() - 27);
    return Optional.of(
        Secp256k1.best()
            .recoverAddress(input.word(0), signature)
            .<Bytes>map(address -> Bytes32.leftPad(address.bytes()))
            .orElse(Bytes.EMPTY));
  }
}
