package io.lyceum.genesis;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** A job for tests; its roots are of nothing. */
final class TestJobs {

  private TestJobs() {}

  static FirstJob job() {
    return new FirstJob(
        utf8("{\"layers\":1}"),
        utf8("Be kind."),
        utf8("{\"batch\":4}"),
        Bytes32.repeat((byte) 1),
        Bytes32.repeat((byte) 2),
        5_545_000_000L,
        Bytes32.repeat((byte) 3),
        Bytes32.repeat((byte) 4),
        "nd4j-cpu-avx2-1",
        20_000,
        8,
        5,
        2,
        1_000_000,
        UInt256.valueOf(10).pow(19),
        UInt256.valueOf(10).pow(18),
        3,
        10,
        600,
        120);
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
