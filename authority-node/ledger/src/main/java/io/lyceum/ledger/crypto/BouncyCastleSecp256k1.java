package io.lyceum.ledger.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve in Java, for machines on which the native library does not load. */
final class BouncyCastleSecp256k1 implements Secp256k1 {

  private static final X9ECParameters CURVE = SECNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  @Override
  public Signature sign(Bytes32 digest, Bytes32 privateKey) {
    BigInteger secret = secret(privateKey);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
    BigInteger[] components = signer.generateSignature(digest.toArray());
    BigInteger r = components[0];
    BigInteger s =
        components[1].compareTo(HALF_ORDER) > 0 ? ORDER.subtract(components[1]) : components[1];
    ECPoint nonceParity = nonceFrom(digest, secret, r, s);
    int recoveryId = nonceParity.getAffineYCoord().testBitZero() ? 1 : 0;
    return new Signature(UInt256.valueOf(r), UInt256.valueOf(s), recoveryId);
  }

  /** R itself: k = (z + r·d) / s, R = k·G. */
  private static ECPoint nonceFrom(Bytes32 digest, BigInteger secret, BigInteger r, BigInteger s) {
    BigInteger z = digest.toUnsignedBigInteger();
    BigInteger k = z.add(r.multiply(secret)).multiply(s.modInverse(ORDER)).mod(ORDER);
    return new FixedPointCombMultiplier().multiply(DOMAIN.getG(), k).normalize();
  }

  @Override
  public Optional<Bytes> recoverPublicKey(Bytes32 digest, Signature signature) {
    BigInteger r = signature.r().toUnsignedBigInteger();
    BigInteger s = signature.s().toUnsignedBigInteger();
    if (!isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    return pointWithX(r, signature.recoveryId())
        .map(
            point -> {
              BigInteger inverse = r.modInverse(ORDER);
              BigInteger ofG = digest.toUnsignedBigInteger().negate().multiply(inverse).mod(ORDER);
              BigInteger ofR = s.multiply(inverse).mod(ORDER);
              return ECAlgorithms.sumOfTwoMultiplies(DOMAIN.getG(), ofG, point, ofR).normalize();
            })
        .filter(point -> !point.isInfinity())
        .map(BouncyCastleSecp256k1::encode);
  }

  private static Optional<ECPoint> pointWithX(BigInteger x, int parity) {
    byte[] compressed = Bytes.concatenate(Bytes.of(2 + parity), UInt256.valueOf(x)).toArray();
    try {
      return Optional.of(CURVE.getCurve().decodePoint(compressed));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Bytes publicKey(Bytes32 privateKey) {
    BigInteger secret = secret(privateKey);
    return encode(new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret).normalize());
  }

  private static BigInteger secret(Bytes32 privateKey) {
    BigInteger secret = privateKey.toUnsignedBigInteger();
    if (!isScalar(secret)) {
      throw new IllegalArgumentException("The private key is zero or not below the order");
    }
    return secret;
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(ORDER) < 0;
  }

  private static Bytes encode(ECPoint point) {
    return Bytes.wrap(point.getEncoded(false)).slice(1);
  }
}
