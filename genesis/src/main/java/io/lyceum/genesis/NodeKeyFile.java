package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.ledger.crypto.KeyPair;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The file of a secp256k1 key: {@code 0x} and 64 hexadecimal digits, as Besu writes its node key.
 * Only its owner may read it (mode 0600) where the file system knows POSIX permissions.
 */
public final class NodeKeyFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final long MAX_BYTES = 256;

  private NodeKeyFile() {}

  /**
   * Reads a key.
   *
   * @throws ConfigException if the file is missing, does not hold a key, or if others than its
   *     owner have any permission on it
   */
  public static KeyPair read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file, "there is no such key file");
    }
    try {
      if (isPosix(file) && !OWNER_ONLY.containsAll(permissionsOf(file))) {
        throw new ConfigException(
            file, "a key file must be readable by its owner only (chmod 600 it)");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file, "a key is 64 hexadecimal digits");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
      if (!text.matches("(0x)?[0-9a-fA-F]{64}")) {
        throw new ConfigException(file, "a key is 64 hexadecimal digits");
      }
      return KeyPair.of(Bytes32.fromHexString(text));
    } catch (IOException e) {
      throw new ConfigException(file, "the key cannot be read (" + e.getMessage() + ")");
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
    writePrivately(file, key.privateKey().toHexString() + "\n");
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

  /**
   * Writes a secret into a new file that nobody but its owner can read, at no moment.
   *
   * @throws IOException also if the file exists
   */
  static void writePrivately(Path file, String secret) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(file.toAbsolutePath().getParent())
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes)) {
      var bytes = StandardCharsets.US_ASCII.encode(secret);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  private static Set<PosixFilePermission> permissionsOf(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }
}
