package io.lyceum.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.crypto.HmacSha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * Judges JSON Web Tokens by a secret that the caller shares with this node (HS256), as Ethereum's
 * Engine API does: one file on either side, no keys to distribute, and tools for it are at hand. A
 * token is good if it was issued within a minute of now, or if it names an expiry that is to come.
 */
public final class BearerTokens {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ISSUED_WITHIN = Duration.ofSeconds(60);
  private static final int LONGEST = 4096;

  private final HmacSha256 hmac;
  private final InstantSource clock;

  /**
   * @param hmac with the shared secret
   * @param clock tells which tokens are too old
   */
  public BearerTokens(HmacSha256 hmac, InstantSource clock) {
    this.hmac = hmac;
    this.clock = clock;
  }

  /** Whether a token was made by somebody who knows the secret, and is neither too old nor new. */
  boolean accept(String token) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      return false;
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      byte[] expected = sign(parts[0] + "." + parts[1]);
      return MessageDigest.isEqual(expected, decoder.decode(parts[2]))
          && JSON.readTree(decoder.decode(parts[0])).path("alg").asText().equals("HS256")
          && isTimely(JSON.readTree(decoder.decode(parts[1])));
    } catch (IllegalArgumentException | IOException malformed) {
      return false;
    }
  }

  /** Whom a token names that was accepted; empty if it names nobody. */
  Optional<String> subject(String token) {
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      return Optional.ofNullable(JSON.readTree(claims).path("sub").textValue());
    } catch (IOException impossible) {
      throw new IllegalArgumentException("The token was not accepted", impossible);
    }
  }

  private boolean isTimely(JsonNode claims) {
    Instant now = clock.instant();
    if (claims.path("exp").isNumber()) {
      return now.getEpochSecond() < claims.path("exp").longValue();
    }
    return claims.path("iat").isNumber()
        && Math.abs(now.getEpochSecond() - claims.path("iat").longValue())
            <= ISSUED_WITHIN.toSeconds();
  }

  private byte[] sign(String text) {
    return hmac.of(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))).toArrayUnsafe();
  }
}
