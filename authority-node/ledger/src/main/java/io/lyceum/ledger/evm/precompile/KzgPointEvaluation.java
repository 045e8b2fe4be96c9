package io.lyceum.ledger.evm.precompile;

import ethereum.ckzg4844.CKZG4844JNI;
import ethereum.ckzg4844.CKZGException;
import io.lyceum.ledger.crypto.Sha256;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * 0x0a: whether a polynomial, known by its commitment, has a value at a point (EIP-4844). Input:
 * versioned hash, z, y (32 bytes each), commitment and proof (48 bytes each).
 */
public final class KzgPointEvaluation implements Precompile {

  private static final int INPUT_SIZE = 192;

  /** The version byte of hashes of KZG commitments. */
  private static final byte VERSION = 1;

  private static final BigInteger FIELD_ELEMENTS_PER_BLOB = BigInteger.valueOf(4096);
  private static final BigInteger MODULUS =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);
  private static final Bytes OUTPUT =
      Bytes.concatenate(Bytes.wrap(word(FIELD_ELEMENTS_PER_BLOB)), Bytes.wrap(word(MODULUS)));

  @Override
  public long gas(Bytes input) {
    return 50_000;
  }

  @Override
  public Optional<Bytes> run(Bytes input) {
    if (input.size() != INPUT_SIZE) {
      return Optional.empty();
    }
    Bytes z = input.slice(32, 32);
    Bytes y = input.slice(64, 32);
    Bytes commitment = input.slice(96, 48);
    Bytes proof = input.slice(144, 48);
    boolean valid =
        input.slice(0, 32).equals(versionedHash(commitment)) && verify(commitment, z, y, proof);
    return valid ? Optional.of(OUTPUT) : Optional.empty();
  }

  private static Bytes versionedHash(Bytes commitment) {
    return Bytes.concatenate(Bytes.of(VERSION), Sha256.hash(commitment).slice(1));
  }

  private static boolean verify(Bytes commitment, Bytes z, Bytes y, Bytes proof) {
    KzgTrustedSetup.load();
    try {
      return CKZG4844JNI.verifyKzgProof(
          commitment.toArray(), z.toArray(), y.toArray(), proof.toArray());
    } catch (CKZGException malformed) {
      return false;
    }
  }

  private static byte[] word(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] word = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, word, 32 - length, length);
    return word;
  }
}
