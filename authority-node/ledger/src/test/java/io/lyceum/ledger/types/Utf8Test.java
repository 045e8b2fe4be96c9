package io.lyceum.ledger.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u00e9", "\u20ac", "\ufffd", "\ud83d\ude00"})
  void charactersAreValidWholeAndNotCutShort(String character) {
    byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(bytes)).isTrue();
    for (int length = 1; length < bytes.length; length++) {
      assertThat(Utf8.isValid(Arrays.copyOf(bytes, length))).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void whatIsLongerThanIsDecodedAtATimeIsJudgedToItsEnd() {
    byte[] bytes = "a\ud83d\ude00".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(bytes)).isTrue();
    bytes[bytes.length - 1] = 'a';
    assertThat(Utf8.isValid(bytes)).isFalse();
  }

  @Test
  void overlongFormsAndHalfPairsAreNoTexts() {
    assertThat(Utf8.isValid(new byte[] {(byte) 0xc0, (byte) 0x80})).isFalse();
    assertThat(Utf8.isValid(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})).isFalse();
  }
}
