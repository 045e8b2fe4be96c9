package io.lyceum.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.tuweni.bytes.Bytes;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

class KeccakTest {

  @Test
  void knowsTheHashOfNothing() {
    assertThat(Keccak.EMPTY)
        .hasToString("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @Test
  void agreesWithBouncyCastleOnEveryLengthAroundTheRate() {
    byte[] input = new byte[3 * 136 + 2];
    new Random(7).nextBytes(input);
    for (int length = 0; length <= input.length; length++) {
      assertThat(Keccak.hash(input, 0, length))
          .as("%d bytes", length)
          .isEqualTo(bouncyCastle(input, 0, length));
    }
  }

  @Property
  void agreesWithBouncyCastleOnAnyRange(
      @ForAll @Size(max = 1000) byte[] input,
      @ForAll @IntRange(max = 1000) int a,
      @ForAll @IntRange(max = 1000) int b) {
    int from = Math.min(Math.min(a, b), input.length);
    int length = Math.min(Math.max(a, b), input.length) - from;
    assertThat(Keccak.hash(input, from, length)).isEqualTo(bouncyCastle(input, from, length));
    assertThat(Keccak.hash(Bytes.wrap(input).slice(from, length)))
        .isEqualTo(Bytes.wrap(bouncyCastle(input, from, length)));
  }

  @Property(tries = 200)
  void writesOverItsOwnInput(@ForAll @Size(min = 32, max = 300) byte[] data) {
    byte[] expected = bouncyCastle(data, 0, data.length);
    Keccak.hash(data, 0, data.length, data, data.length - Keccak.SIZE);
    assertThat(Arrays.copyOfRange(data, data.length - Keccak.SIZE, data.length))
        .isEqualTo(expected);
  }

  @Test
  void refusesRangesOutsideOfArrays() {
    byte[] input = new byte[40];
    assertThatThrownBy(() -> Keccak.hash(input, 8, 33))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Keccak.hash(input, -1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Keccak.hash(input, 0, 40, input, 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static byte[] bouncyCastle(byte[] input, int offset, int length) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(input, offset, length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    return hash;
  }
}
