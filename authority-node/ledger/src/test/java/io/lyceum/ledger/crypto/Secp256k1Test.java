package io.lyceum.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.types.Address;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class Secp256k1Test {

  private static final String ORDER =
      "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

  private final Secp256k1 acinq = new AcinqSecp256k1();
  private final Secp256k1 bouncyCastle = new BouncyCastleSecp256k1();

  @Property(tries = 100)
  void bothSignAlikeAndRecoverTheSigner(
      @ForAll @Size(32) byte[] digestBytes, @ForAll @Size(32) byte[] seed) {
    Bytes32 digest = Bytes32.wrap(digestBytes);
    Bytes32 key = Bytes32.wrap(Keccak.hash(seed));

    Signature signature = acinq.sign(digest, key);

    assertThat(bouncyCastle.sign(digest, key)).isEqualTo(signature);
    assertThat(signature.isLowS()).isTrue();
    assertThat(bouncyCastle.publicKey(key)).isEqualTo(acinq.publicKey(key));
    assertThat(acinq.recoverPublicKey(digest, signature)).contains(acinq.publicKey(key));
    assertThat(bouncyCastle.recoverPublicKey(digest, signature)).contains(acinq.publicKey(key));
  }

  @Property(tries = 200)
  void bothRecoverTheSameFromAnySignature(
      @ForAll @Size(32) byte[] digest,
      @ForAll @Size(32) byte[] r,
      @ForAll @Size(32) byte[] s,
      @ForAll @IntRange(max = 1) int recoveryId) {
    Signature signature =
        new Signature(
            UInt256.fromBytes(Bytes32.wrap(r)), UInt256.fromBytes(Bytes32.wrap(s)), recoveryId);

    assertThat(bouncyCastle.recoverPublicKey(Bytes32.wrap(digest), signature))
        .isEqualTo(acinq.recoverPublicKey(Bytes32.wrap(digest), signature));
  }

  @Test
  void bothTreatTheEdgesAlike() {
    Bytes32 key = Keccak.hash(Bytes32.ZERO);
    UInt256 order = UInt256.fromHexString(ORDER);
    UInt256[] edges = {
      UInt256.ZERO,
      UInt256.ONE,
      UInt256.valueOf(2),
      Signature.HALF_ORDER,
      order.subtract(1),
      order,
      order.add(1),
      UInt256.MAX_VALUE
    };
    for (UInt256 digestEdge : edges) {
      Bytes32 digest = Bytes32.wrap(digestEdge);
      assertThat(bouncyCastle.sign(digest, key)).isEqualTo(acinq.sign(digest, key));
      for (UInt256 r : edges) {
        for (UInt256 s : edges) {
          for (int recoveryId = 0; recoveryId <= 1; recoveryId++) {
            Signature signature = new Signature(r, s, recoveryId);
            assertThat(bouncyCastle.recoverPublicKey(digest, signature))
                .as("%s %s", digest, signature)
                .isEqualTo(acinq.recoverPublicKey(digest, signature));
          }
        }
      }
    }
  }

  @Test
  void keysOutOfRangeAreRefusedByBoth() {
    for (Secp256k1 curve : new Secp256k1[] {acinq, bouncyCastle}) {
      for (Bytes32 key : new Bytes32[] {Bytes32.ZERO, Bytes32.fromHexString(ORDER)}) {
        assertThatThrownBy(() -> curve.publicKey(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> curve.sign(Bytes32.ZERO, key))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void addressOfKeyOneIsTheKnownOne() {
    assertThat(KeyPair.of(Bytes32.leftPad(Bytes.of(1))).address())
        .isEqualTo(Address.fromHex("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"));
  }

  @Test
  void nativeLibraryLoadsWhereTheTestsRun() {
    assertThat(Secp256k1.best()).isInstanceOf(AcinqSecp256k1.class);
  }

  @Test
  void keyPairDoesNotShowItsSecret() {
    KeyPair key = KeyPair.of(Keccak.hash(Bytes32.ZERO));

    assertThat(key.toString()).doesNotContain(key.privateKey().toUnprefixedHexString());
  }
}
