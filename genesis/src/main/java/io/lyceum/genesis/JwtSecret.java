package io.lyceum.genesis;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.ledger.crypto.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A secret that callers of JSON-RPC share with a node. Its file holds 64 hexadecimal digits, maybe
 * after {@code 0x}, as that of Ethereum's Engine API, and only its owner may read it (mode 0600).
 */
public final class JwtSecret {

  private static final Pattern SECRET = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final HmacSha256 hmac;

  private JwtSecret(Bytes32 secret) {
    this.hmac = new HmacSha256(secret);
  }

  /**
   * Reads a secret.
   *
   * @throws ConfigException if the file is missing, does not hold a secret, or if others than its
   *     owner have any permission on it
   */
  public static JwtSecret read(Path file) {
    String text = OwnerOnlyFile.read(file, "secret");
    if (!SECRET.matcher(text).matches()) {
      throw new ConfigException(file, "a secret is 64 hexadecimal digits");
    }
    return new JwtSecret(Bytes32.fromHexString(text));
  }

  /** What signs tokens, for those who judge them. */
  public HmacSha256 hmac() {
    return hmac;
  }

  /** The value of a request's {@code Authorization} header: a token that is issued now. */
  public String authorization(Instant now) {
    String claims =
        encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + encoded("{\"iat\":%d}".formatted(now.getEpochSecond()));
    Bytes32 signature = hmac.of(Bytes.wrap(claims.getBytes(StandardCharsets.US_ASCII)));
    return "Bearer " + claims + "." + BASE64.encodeToString(signature.toArrayUnsafe());
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.US_ASCII));
  }
}
