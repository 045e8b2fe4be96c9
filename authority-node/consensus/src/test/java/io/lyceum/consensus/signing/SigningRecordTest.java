package io.lyceum.consensus.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.ledger.block.Block;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class SigningRecordTest {

  private static final Bytes32 ONE = Bytes32.repeat((byte) 1);
  private static final Bytes32 TWO = Bytes32.repeat((byte) 2);
  private final TestNetwork network = new TestNetwork(4);

  @Test
  void allowsTheSameThingAgainButNoOtherInItsRound() {
    RoundIdentifier round = new RoundIdentifier(4, 2);
    SigningRecord record = SigningRecord.EMPTY.with(MessageCode.PREPARE, round, ONE);
    assertThat(record.allows(MessageCode.PREPARE, round, ONE)).isTrue();
    assertThat(record.allows(MessageCode.PREPARE, round, TWO)).isFalse();
    assertThat(record.allows(MessageCode.COMMIT, round, TWO)).isTrue();
    assertThatThrownBy(() -> record.with(MessageCode.PREPARE, round, TWO))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void allowsNothingInEarlierRoundsOrHeights() {
    SigningRecord record =
        SigningRecord.EMPTY.with(MessageCode.ROUND_CHANGE, new RoundIdentifier(4, 2), ONE);
    assertThat(record.allows(MessageCode.PREPARE, new RoundIdentifier(4, 1), ONE)).isFalse();
    assertThat(record.allows(MessageCode.PREPARE, new RoundIdentifier(3, 9), ONE)).isFalse();
    assertThat(record.allows(MessageCode.PREPARE, new RoundIdentifier(5, 0), ONE)).isTrue();
  }

  @Test
  void keepsTheCertificateThroughTheRoundsOfAHeightOnly() {
    Block block =
        network.block(
            network.genesis(), network.keys().getFirst(), 0, TestNetwork.GENESIS_TIME + 1);
    SigningRecord record =
        SigningRecord.EMPTY
            .with(MessageCode.COMMIT, new RoundIdentifier(1, 0), ONE)
            .withPrepared(network.certificate(block, network.keys()));
    assertThat(record.with(MessageCode.ROUND_CHANGE, new RoundIdentifier(1, 1), TWO).prepared())
        .isEqualTo(record.prepared());
    assertThat(record.with(MessageCode.PREPARE, new RoundIdentifier(2, 0), TWO).prepared())
        .isEmpty();
  }

  @Test
  void survivesItsEncoding() {
    Block block =
        network.blockWithTransaction(
            network.genesis(), network.keys().getFirst(), 0, TestNetwork.GENESIS_TIME + 1);
    PreparedCertificate certificate = network.certificate(block, network.keys());
    SigningRecord full =
        SigningRecord.EMPTY
            .with(MessageCode.COMMIT, new RoundIdentifier(1, 0), ONE)
            .withPrepared(certificate)
            .with(MessageCode.ROUND_CHANGE, new RoundIdentifier(1, 1), TWO)
            .with(MessageCode.PREPARE, new RoundIdentifier(1, 1), ONE)
            .withRoundChange(network.roundChange(network.keys().getFirst(), 1, certificate));
    assertThat(SigningRecordCodec.decode(SigningRecordCodec.encode(full))).isEqualTo(full);
    assertThat(SigningRecordCodec.decode(SigningRecordCodec.encode(SigningRecord.EMPTY)))
        .isEqualTo(SigningRecord.EMPTY);
  }
}
