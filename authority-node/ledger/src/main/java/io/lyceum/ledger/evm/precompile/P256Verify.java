package io.lyceum.ledger.evm.precompile;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * 0x100: whether a signature on secp256r1 is a key's (EIP-7951). Input: digest, r, s, x, y (32
 * bytes each). Gives 1, or nothing.
 */
public final class P256Verify implements Precompile {

  private static final int INPUT_SIZE = 160;
  private static final Bytes32 TRUE = Bytes32.leftPad(Bytes.of(1));
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

  @Override
  public long gas(Bytes input) {
    return 6900;
  }

  @Override
  public Optional<Bytes> run(Bytes input) {
    return Optional.of(input.size() == INPUT_SIZE && verify(new Input(input)) ? TRUE : Bytes.EMPTY);
  }

  private static boolean verify(Input input) {
    BigInteger r = input.number(32, 32);
    BigInteger s = input.number(64, 32);
    if (!isScalar(r) || !isScalar(s)) {
      return false;
    }
    return key(input.number(96, 32), input.number(128, 32))
        .filter(key -> verify(key, input.word(0), r, s))
        .isPresent();
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(DOMAIN.getN()) < 0;
  }

  /** The point, if it is one of the curve; (0, 0) is none. */
  private static Optional<ECPoint> key(BigInteger x, BigInteger y) {
    ECCurve curve = DOMAIN.getCurve();
    if (!curve.isValidFieldElement(x) || !curve.isValidFieldElement(y)) {
      return Optional.empty();
    }
    return Optional.of(curve.createPoint(x, y)).filter(ECPoint::isValid);
  }

  private static boolean verify(ECPoint key, Bytes32 digest, BigInteger r, BigInteger s) {
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(key, DOMAIN));
    return signer.verifySignature(digest.toArrayUnsafe(), r, s);
  }
}
