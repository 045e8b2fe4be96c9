package io.lyceum.ledger.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

class OsakaPrecompilesTest {

  private static final ECDomainParameters P256 =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));
  private static final BigInteger KEY = BigInteger.valueOf(0x5ec4e7);
  private static final Bytes32 DIGEST = Bytes32.repeat((byte) 0x42);
  private static final Bytes ONE = Bytes32.leftPad(Bytes.of(1));

  private final P256Verify verify = new P256Verify();

  @Test
  void signatureOfTheKeyIsVerified() {
    assertThat(verify.run(signed())).contains(ONE);
  }

  @Test
  void anythingElseGivesNothing() {
    Bytes signed = signed();
    Bytes order = word(P256.getN());

    assertThat(verify.run(signed.slice(0, 159))).contains(Bytes.EMPTY);
    assertThat(verify.run(Bytes.EMPTY)).contains(Bytes.EMPTY);
    for (int part = 0; part < 5; part++) {
      assertThat(verify.run(replaced(signed, part, Bytes32.ZERO))).contains(Bytes.EMPTY);
      assertThat(verify.run(replaced(signed, part, order))).contains(Bytes.EMPTY);
    }
  }

  @Test
  void priceOfModExpFollowsEip7883() {
    ModExp before = new ModExp(ModExp.Price.EIP_2565);
    ModExp after = new ModExp(ModExp.Price.EIP_7883);
    Bytes large = modExpInput(1024, Bytes.of(1, 0, 1), 1024);
    Bytes small = modExpInput(32, Bytes.of(3), 32);

    assertThat(before.gas(large)).isEqualTo(87_381);
    assertThat(after.gas(large)).isEqualTo(524_288);
    assertThat(before.gas(small)).isEqualTo(200);
    assertThat(after.gas(small)).isEqualTo(500);
  }

  @Test
  void longOperandsAreRefusedSinceOsaka() {
    Bytes longer = modExpInput(1025, Bytes.of(3), 1);

    assertThat(new ModExp(ModExp.Price.EIP_2565).run(longer)).isPresent();
    assertThat(new ModExp(ModExp.Price.EIP_7883).run(longer)).isEmpty();
  }

  private static Bytes signed() {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(KEY, P256));
    BigInteger[] signature = signer.generateSignature(DIGEST.toArrayUnsafe());
    ECPoint key = P256.getG().multiply(KEY).normalize();
    return Bytes.concatenate(
        DIGEST,
        word(signature[0]),
        word(signature[1]),
        word(key.getAffineXCoord().toBigInteger()),
        word(key.getAffineYCoord().toBigInteger()));
  }

  private static Bytes replaced(Bytes input, int part, Bytes word) {
    return Bytes.concatenate(input.slice(0, 32 * part), word, input.slice(32 * part + 32));
  }

  private static Bytes modExpInput(int base, Bytes exponent, int modulus) {
    return Bytes.concatenate(
        word(BigInteger.valueOf(base)),
        word(BigInteger.valueOf(exponent.size())),
        word(BigInteger.valueOf(modulus)),
        Bytes.repeat((byte) 0xff, base),
        exponent,
        Bytes.repeat((byte) 0xfd, modulus));
  }

  private static Bytes word(BigInteger value) {
    return Bytes32.leftPad(Bytes.wrap(value.toByteArray()).trimLeadingZeros());
  }
}
