package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.ledger.crypto.KeyPair;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The file of a secp256k1 key: {@code 0x} and 64 hexadecimal digits, as Besu writes its node key.
 * Only its owner may read it (mode 0600) where the file system knows POSIX permissions.
 */
public final class NodeKeyFile {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private NodeKeyFile() {}

  /**
   * Reads a key.
   *
   * @throws ConfigException if the file is missing, does not hold a key, or if others than its
   *     owner have any permission on it
   */
  public static KeyPair read(Path file) {
    String text = OwnerOnlyFile.read(file, "key");
    if (!text.matches("(0x)?[0-9a-fA-F]{64}")) {
      throw new ConfigException(file, "a key is 64 hexadecimal digits");
    }
    try {
      return KeyPair.of(Bytes32.fromHexString(text));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file, "the number is not a secp256k1 private key");
    }
  }

  /**
   * Writes a key into a new file.
   *
   * @throws IOException also if the file exists
   */
  public static void write(Path file, KeyPair key) throws IOException {
    OwnerOnlyFile.write(file, key.privateKey().toHexString() + "\n");
  }

  /** Draws a new key. */
  public static KeyPair draw(SecureRandom random) {
    byte[] secret = new byte[32];
    do {
      random.nextBytes(secret);
    } while (!isPrivateKey(secret));
    return KeyPair.of(Bytes32.wrap(secret));
  }

  private static boolean isPrivateKey(byte[] secret) {
    BigInteger number = new BigInteger(1, secret);
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }
}
