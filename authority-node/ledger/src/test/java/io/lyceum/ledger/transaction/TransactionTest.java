package io.lyceum.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {

  private static final KeyPair KEY = KeyPair.of(Keccak.hash(Bytes32.ZERO));
  private static final Optional<UInt256> CHAIN = Optional.of(UInt256.valueOf(1337));
  private static final Optional<Address> RECEIVER = Optional.of(KEY.address());
  private static final UInt256 FEE = UInt256.valueOf(7);
  private static final Bytes DATA = Bytes.fromHexString("0x00ff");
  private static final List<AccessListEntry> ACCESS =
      List.of(new AccessListEntry(Address.ZERO, List.of(UInt256.ZERO, UInt256.MAX_VALUE)));

  static Stream<TransactionBody> bodies() {
    return Stream.of(
        new TransactionBody.Legacy(Optional.empty(), 0, FEE, 21000, RECEIVER, FEE, DATA),
        new TransactionBody.Legacy(CHAIN, -1, FEE, 21000, Optional.empty(), UInt256.ZERO, DATA),
        new TransactionBody.AccessList(CHAIN, 1, FEE, 21000, RECEIVER, FEE, DATA, ACCESS),
        new TransactionBody.DynamicFee(
            CHAIN, 1, UInt256.ONE, FEE, 21000, Optional.empty(), FEE, DATA, ACCESS),
        new TransactionBody.SetCode(
            CHAIN,
            1,
            UInt256.ONE,
            FEE,
            21000,
            KEY.address(),
            FEE,
            DATA,
            ACCESS,
            List.of(new Authorization(UInt256.ZERO, Address.ZERO, 3, 255, FEE, FEE))));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isReadBackWithItsSender(TransactionBody body) {
    Transaction signed = Transaction.sign(body, KEY);

    Transaction read = Transaction.decode(signed.encoded());

    assertThat(read.body()).isEqualTo(body);
    assertThat(read.signature()).isEqualTo(signed.signature());
    assertThat(read.sender()).contains(KEY.address());
    assertThat(read).isEqualTo(signed).hasSameHashCodeAs(signed);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bytesAfterTheEndAreRefused(TransactionBody body) {
    Bytes encoded = Transaction.sign(body, KEY).encoded();

    assertThatThrownBy(() -> Transaction.decode(Bytes.concatenate(encoded, Bytes.of(0))))
        .isInstanceOf(InvalidRlpException.class);
    assertThatThrownBy(() -> Transaction.decode(encoded.slice(0, encoded.size() - 1)))
        .isInstanceOf(InvalidRlpException.class);
  }

  @Test
  void highSHasNoSender() {
    TransactionBody body = bodies().findFirst().orElseThrow();
    Signature low = Transaction.sign(body, KEY).signature();
    UInt256 order =
        UInt256.fromHexString("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    Signature high = new Signature(low.r(), order.subtract(low.s()), 1 - low.recoveryId());

    assertThat(new Transaction(body, high).sender()).isEmpty();
  }

  @Test
  void exampleOfEip155HasItsHashAndSignature() {
    var body =
        new TransactionBody.Legacy(
            Optional.of(UInt256.ONE),
            9,
            UInt256.valueOf(20_000_000_000L),
            21000,
            Optional.of(Address.fromHex("0x3535353535353535353535353535353535353535")),
            UInt256.valueOf(1_000_000_000_000_000_000L),
            Bytes.EMPTY);
    KeyPair key = KeyPair.of(Bytes32.repeat((byte) 0x46));

    assertThat(Transaction.signingHash(body).toHexString())
        .isEqualTo("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
    assertThat(Transaction.sign(body, key).encoded().toHexString())
        .isEqualTo(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008"
                + "025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f7"
                + "61aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "0x00", "0x03c0", "0x05c0", "0x7f", "0x80", "0xbf", "0xc0", "0x02"})
  void unknownTypesAndEmptyListsAreRefused(String hex) {
    assertThatThrownBy(() -> Transaction.decode(Bytes.fromHexString(hex)))
        .isInstanceOf(InvalidRlpException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 26, 29, 34})
  void legacyVThatMeansNothingIsRefused(int v) {
    Bytes encoded =
        RLP.encodeList(
            list -> {
              for (int i = 0; i < 6; i++) {
                list.writeValue(Bytes.EMPTY);
              }
              list.writeInt(v);
              list.writeInt(1);
              list.writeInt(1);
            });

    assertThatThrownBy(() -> Transaction.decode(encoded))
        .isInstanceOf(InvalidRlpException.class)
        .hasMessageContaining("v is");
  }

  @Test
  void oversizedTransactionsAreRefused() {
    Bytes payload = Bytes.wrap(new byte[Transaction.MAX_ENCODED_SIZE]);
    var body = new TransactionBody.Legacy(CHAIN, 0, FEE, 21000, RECEIVER, FEE, payload);
    Bytes encoded = Transaction.sign(body, KEY).encoded();

    assertThatThrownBy(() -> Transaction.decode(encoded))
        .isInstanceOf(InvalidRlpException.class)
        .hasMessageContaining("at most");
  }
}
