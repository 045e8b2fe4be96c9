package io.lyceum.authority.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.Event;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class ConsensusInboxTest {

  private static final Prepare MESSAGE =
      new Prepare(
          SignedPayload.sign(
              new PreparePayload(new RoundIdentifier(1, 0), Bytes32.ZERO),
              KeyPair.of(Bytes32.leftPad(Bytes.of(7)))));

  private final ConsensusInbox inbox = new ConsensusInbox();

  @Test
  void handsOnGenuineMessagesAndDropsMalformedOnes() throws InterruptedException {
    inbox.received(Address.ZERO, Bytes.fromHexString("0x13c0"));
    inbox.received(Address.ZERO, Bytes.EMPTY);
    inbox.received(Address.ZERO, MessageCodec.encode(MESSAGE));
    assertThat(inbox.take()).isEqualTo(new Event.MessageReceived(MESSAGE));
  }

  @Test
  void aFloodOfMessagesLeavesRoomForTheNodesOwnEvents() throws InterruptedException {
    Bytes encoded = MessageCodec.encode(MESSAGE);
    for (int i = 0; i < 3000; i++) {
      inbox.received(Address.ZERO, encoded);
    }
    Event own = new Event.PeerConnected(Address.ZERO);
    inbox.add(own);
    int messages = 0;
    for (Event next = inbox.take(); !next.equals(own); next = inbox.take()) {
      messages++;
    }
    assertThat(messages).isLessThan(3000).isGreaterThan(1000);
  }
}
