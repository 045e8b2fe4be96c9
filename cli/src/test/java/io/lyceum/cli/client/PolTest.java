package io.lyceum.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1000000000000000000",
    "0.5, 500000000000000000",
    "1000, 1000000000000000000000",
    "0.000000000000000001, 1"
  })
  void anAmountIsReadAndPrintedAlike(String pol, BigInteger wei) {
    assertThat(Pol.parse(pol)).isEqualTo(wei);
    assertThat(Pol.format(wei)).isEqualTo(pol + " POL");
  }

  @Test
  void nothingIsZeroPol() {
    assertThat(Pol.format(BigInteger.ZERO)).isEqualTo("0 POL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.0000000000000000001", "one", "", "1e999999999"})
  void whatIsNoAmountIsRefused(String text) {
    assertThatThrownBy(() -> Pol.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
