package io.lyceum.ledger.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Authenticates messages by a secret that both sides share: HMAC (RFC 2104) with SHA-256, which
 * JSON Web Tokens call HS256. Immutable.
 */
public final class HmacSha256 {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param secret not empty
   * @throws IllegalArgumentException if it is empty
   */
  public HmacSha256(Bytes secret) {
    this.key = new SecretKeySpec(secret.toArray(), ALGORITHM);
  }

  /** What authenticates a message. */
  public Bytes32 of(Bytes message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Bytes32.wrap(mac.doFinal(message.toArrayUnsafe()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
    }
  }
}
