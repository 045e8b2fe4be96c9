package io.lyceum.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokensTest {

  private static final long NOW = 1_700_000_000;
  private static final byte[] SECRET = new byte[32];
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final BearerTokens tokens =
      new BearerTokens(
          new HmacSha256(Bytes.wrap(SECRET)), InstantSource.fixed(Instant.ofEpochSecond(NOW)));

  @ParameterizedTest
  @CsvSource({
    "'{\"iat\":1700000000}', true",
    "'{\"iat\":1699999940}', true",
    "'{\"iat\":1700000060}', true",
    "'{\"iat\":1699999939}', false",
    "'{\"iat\":1700000061}', false",
    "'{\"exp\":1700000001}', true",
    "'{\"exp\":1700000000}', false",
    "'{\"iat\":1700000000,\"exp\":1}', false",
    "'{}', false",
    "'[]', false",
    "'{\"iat\":\"now\"}', false",
  })
  void areGoodForAMinuteOrUntilTheyExpire(String claims, boolean good) throws Exception {
    assertThat(tokens.accept(token(HEADER, claims, SECRET))).isEqualTo(good);
  }

  @Test
  void areNoGoodWithAnotherSecretOrAlgorithm() throws Exception {
    String claims = "{\"iat\":1700000000}";
    byte[] other = new byte[32];
    other[31] = 1;
    assertThat(tokens.accept(token(HEADER, claims, other))).isFalse();
    assertThat(tokens.accept(token("{\"alg\":\"none\"}", claims, SECRET))).isFalse();
    String signed = token(HEADER, claims, SECRET);
    assertThat(tokens.accept(signed.substring(0, signed.lastIndexOf('.') + 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "é.é.é"})
  void areNoGoodWhenTheyAreNone(String text) {
    assertThat(tokens.accept(text)).isFalse();
    assertThat(tokens.accept(text.repeat(5000))).isFalse();
  }

  /** A token as RFC 7519 has it. */
  static String token(String header, String claims, byte[] secret) throws Exception {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String signed =
        encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return signed
        + "."
        + encoder.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }
}
