package io.lyceum.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class SeenHashesTest {

  @Test
  void theHashThatWasNotSeenForLongestIsForgotten() {
    SeenHashes seen = new SeenHashes(2);
    Bytes32 a = Bytes32.repeat((byte) 1);
    Bytes32 b = Bytes32.repeat((byte) 2);
    Bytes32 c = Bytes32.repeat((byte) 3);
    assertThat(seen.add(a)).isTrue();
    assertThat(seen.add(b)).isTrue();
    assertThat(seen.add(a)).isFalse();
    assertThat(seen.add(c)).isTrue();
    assertThat(seen.add(a)).isFalse();
    assertThat(seen.add(b)).isTrue();
  }
}
