package io.lyceum.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QbftExtraDataTest {

  private static final Address VALIDATOR =
      Address.fromHex("0x00000000000000000000000000000000000000aa");

  @ParameterizedTest
  @EnumSource
  void votesAreReadBack(ValidatorVote.Polarity polarity) {
    var extraData =
        new QbftExtraData(
            Bytes32.ZERO,
            List.of(VALIDATOR),
            Optional.of(new ValidatorVote(VALIDATOR, polarity)),
            70_000,
            List.of(new Signature(UInt256.ONE, UInt256.ONE, 1)));

    assertThat(QbftExtraData.decode(extraData.encoded())).isEqualTo(extraData);
  }

  @Test
  void contractModeHasBesusBytes() {
    var extraData = new QbftExtraData(Bytes32.ZERO, List.of(), Optional.empty(), 0, List.of());

    assertThat(extraData.encoded().toHexString())
        .isEqualTo("0xe5a0" + "00".repeat(32) + "c0c080c0");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 27, 28, 255})
  void sealsWithAnotherVAreRefused(int v) {
    assertRefused(Bytes.concatenate(UInt256.ONE, UInt256.ONE, Bytes.of(v)));
  }

  @Test
  void sealsOutOfTheOrderAreRefused() {
    assertRefused(Bytes.concatenate(UInt256.ZERO, UInt256.ONE, Bytes.of(0)));
    assertRefused(Bytes.concatenate(UInt256.ONE, UInt256.MAX_VALUE, Bytes.of(0)));
    assertRefused(Bytes.concatenate(UInt256.ONE, UInt256.ONE));
  }

  @Test
  void otherVotesAreRefused() {
    Bytes encoded =
        RLP.encodeList(
            list -> {
              list.writeValue(Bytes32.ZERO);
              list.writeList(validators -> {});
              list.writeList(
                  vote -> {
                    vote.writeValue(VALIDATOR.bytes());
                    vote.writeValue(Bytes.of(1));
                  });
              list.writeInt(0);
              list.writeList(seals -> {});
            });

    assertThatThrownBy(() -> QbftExtraData.decode(encoded)).isInstanceOf(InvalidRlpException.class);
  }

  private static void assertRefused(Bytes seal) {
    Bytes encoded =
        RLP.encodeList(
            list -> {
              list.writeValue(Bytes32.ZERO);
              list.writeList(validators -> {});
              list.writeList(vote -> {});
              list.writeInt(0);
              list.writeList(seals -> seals.writeValue(seal));
            });

    assertThatThrownBy(() -> QbftExtraData.decode(encoded)).isInstanceOf(InvalidRlpException.class);
  }
}
