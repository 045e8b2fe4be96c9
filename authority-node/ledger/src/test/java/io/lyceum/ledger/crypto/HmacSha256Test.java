package io.lyceum.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

class HmacSha256Test {

  @Test
  void authenticatesAsTheTestCasesOfRfc4231() {
    assertThat(hmac(Bytes.repeat((byte) 0x0b, 20), "Hi There"))
        .isEqualTo("0xb0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(hmac(text("Jefe"), "what do ya want for nothing?"))
        .isEqualTo("0x5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void needsASecret() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HmacSha256(Bytes.EMPTY));
  }

  private static String hmac(Bytes secret, String message) {
    return new HmacSha256(secret).of(text(message)).toHexString();
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
