package io.lyceum.consensus.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.consensus.TestNetwork;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.Signature;
import io.lyceum.ledger.rlp.InvalidRlpException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

  private static final TestNetwork NETWORK = new TestNetwork(4);
  private static final Block BLOCK =
      NETWORK.blockWithTransaction(
          NETWORK.genesis(), NETWORK.keys().getFirst(), 0, TestNetwork.GENESIS_TIME + 1);
  private static final PreparedCertificate CERTIFICATE =
      NETWORK.certificate(BLOCK, NETWORK.keys().subList(0, 3));

  static Stream<QbftMessage> messages() {
    RoundChange prepared = NETWORK.roundChange(NETWORK.keys().get(1), 1, CERTIFICATE);
    RoundChange unprepared = NETWORK.roundChange(NETWORK.keys().get(2), 1, 300);
    return Stream.of(
        NETWORK.proposal(NETWORK.keys().getFirst(), BLOCK),
        NETWORK.proposal(
            NETWORK.keys().get(1),
            BLOCK,
            List.of(prepared, unprepared),
            List.of(NETWORK.prepare(NETWORK.keys().get(3), BLOCK))),
        NETWORK.prepare(NETWORK.keys().get(1), BLOCK),
        NETWORK.commit(NETWORK.keys().get(2), BLOCK),
        prepared,
        unprepared);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsWhatItWroteWithTheAuthor(QbftMessage message) {
    QbftMessage read = MessageCodec.decode(MessageCodec.encode(message));
    assertThat(read).isEqualTo(message);
    assertThat(read.author()).isEqualTo(message.author());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void refusesEveryTruncation(QbftMessage message) {
    Bytes encoded = MessageCodec.encode(message);
    for (int size = 0; size < encoded.size(); size += 7) {
      Bytes part = encoded.slice(0, size);
      assertThatThrownBy(() -> MessageCodec.decode(part)).isInstanceOf(InvalidRlpException.class);
    }
  }

  @Test
  void refusesACommitWithAnothersSeal() {
    Commit genuine = NETWORK.commit(NETWORK.keys().get(2), BLOCK);
    CommitPayload payload = genuine.signed().payload();
    Signature stolen = NETWORK.commit(NETWORK.keys().get(1), BLOCK).signed().payload().seal();
    Commit forged =
        new Commit(
            SignedPayload.sign(
                new CommitPayload(payload.round(), payload.digest(), stolen),
                NETWORK.keys().get(2)));
    assertThatThrownBy(() -> MessageCodec.decode(MessageCodec.encode(forged)))
        .isInstanceOf(InvalidRlpException.class)
        .hasMessageContaining("seal");
  }

  @Test
  void refusesUnknownCodesAndBytesAfterTheEnd() {
    Bytes encoded = MessageCodec.encode(NETWORK.prepare(NETWORK.keys().getFirst(), BLOCK));
    Bytes longer = Bytes.concatenate(encoded, Bytes.of(0));
    Bytes otherCode = Bytes.concatenate(Bytes.of(0x16), encoded.slice(1));
    assertThatThrownBy(() -> MessageCodec.decode(longer)).isInstanceOf(InvalidRlpException.class);
    assertThatThrownBy(() -> MessageCodec.decode(otherCode))
        .isInstanceOf(InvalidRlpException.class);
  }

  @Test
  void signsTheCodeAndThePayloadAsBesuDoes() {
    Bytes32 digest = Bytes32.repeat((byte) 0x11);
    PreparePayload payload = new PreparePayload(new RoundIdentifier(1, 0), digest);
    // [0x13, [1, 0, digest]] by hand: the inner list has 1 + 1 + 33 bytes, the outer 1 + 36.
    Bytes byHand = Bytes.concatenate(Bytes.fromHexString("0xe513e30180a0"), digest);
    assertThat(payload.signingHash()).isEqualTo(Keccak.hash(byHand));
  }

  @Test
  void aProposalEndsWithTheSlotOfTheBlockAccessList() {
    ProposalPayload payload = new ProposalPayload(new RoundIdentifier(1, 0), BLOCK);
    Bytes expected =
        RLP.encodeList(
            list -> {
              list.writeInt(1);
              list.writeInt(0);
              list.writeRLP(BLOCK.encoded());
              list.writeRLP(Bytes.of(0x80));
            });
    assertThat(payload.encoded()).isEqualTo(expected);
  }

  @Test
  void aRoundChangeWithoutBlockHasAnEmptyListAndAnEmptySlot() {
    RoundChange message = NETWORK.roundChange(NETWORK.keys().getFirst(), 1, 1);
    Bytes expected =
        RLP.encodeList(
            list -> {
              list.writeRLP(message.signed().encoded());
              list.writeRLP(Bytes.fromHexString("0xc080c0"));
            });
    assertThat(message.encoded()).isEqualTo(expected);
  }
}
