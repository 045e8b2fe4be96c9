package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes32;

/**
 * The file of a secret that callers of JSON-RPC share with a node: 64 hexadecimal digits, maybe
 * after {@code 0x}, as Ethereum's Engine API has it. Only its owner may read it (mode 0600).
 */
public final class JwtSecretFile {

  private static final Pattern SECRET = Pattern.compile("(0x)?[0-9a-fA-F]{64}");

  private JwtSecretFile() {}

  /**
   * Reads a secret.
   *
   * @throws ConfigException if the file is missing, does not hold a secret, or if others than its
   *     owner have any permission on it
   */
  public static Bytes32 read(Path file) {
    String text = OwnerOnlyFile.read(file, "secret");
    if (!SECRET.matcher(text).matches()) {
      throw new ConfigException(file, "a secret is 64 hexadecimal digits");
    }
    return Bytes32.fromHexString(text);
  }
}
