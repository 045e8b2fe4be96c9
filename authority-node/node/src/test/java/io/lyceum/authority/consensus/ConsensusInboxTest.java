package io.lyceum.authority.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.Event;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
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

  private static final int SIZE = MessageCodec.encode(MESSAGE).size();
  private static final Address NOISY = KeyPair.of(Bytes32.leftPad(Bytes.of(1))).address();
  private static final Address QUIET = KeyPair.of(Bytes32.leftPad(Bytes.of(2))).address();
  private static final Event END = new Event.PeerConnected(Address.ZERO);
  private static final BlockHeader HEADER =
      new BlockHeaderBuilder().parentHash(Bytes32.ZERO).number(1).timestamp(1).build();

  private final ConsensusInbox inbox = new ConsensusInbox();

  @Test
  void aFloodOfOnePeersMessagesLeavesRoomForOthersAndForTheNodesOwnEvents()
      throws InterruptedException {
    for (int i = 0; i < ConsensusInbox.MOST_MESSAGES; i++) {
      assertThat(inbox.hasRoom(NOISY, SIZE)).isTrue();
      inbox.received(NOISY, MESSAGE, SIZE);
    }
    assertThat(inbox.hasRoom(NOISY, SIZE)).isFalse();
    assertThat(inbox.hasRoom(QUIET, SIZE)).isTrue();
    inbox.received(QUIET, MESSAGE, SIZE);
    inbox.add(END);
    assertThat(messagesUntilTheEnd()).isEqualTo(ConsensusInbox.MOST_MESSAGES + 1);
  }

  @Test
  void whereNobodyTakesAnythingThereIsAlwaysRoom() {
    for (int i = 0; i < ConsensusInbox.MOST_MESSAGES; i++) {
      inbox.received(NOISY, MESSAGE, SIZE);
    }
    assertThat(inbox.hasRoom(NOISY, SIZE)).isFalse();
    inbox.abandon();
    for (int i = 0; i <= ConsensusInbox.MOST_MESSAGES; i++) {
      assertThat(inbox.hasRoom(NOISY, SIZE)).isTrue();
      inbox.received(NOISY, MESSAGE, SIZE);
    }
  }

  @Test
  void whatWasTakenMakesRoomAgain() throws InterruptedException {
    assertThat(inbox.hasRoom(NOISY, 2 * MessageCodec.MAX_SIZE + 1)).isFalse();
    inbox.received(NOISY, MESSAGE, 2 * MessageCodec.MAX_SIZE);
    assertThat(inbox.hasRoom(NOISY, 1)).isFalse();
    assertThat(inbox.take()).isEqualTo(new Event.MessageReceived(MESSAGE));
    assertThat(inbox.hasRoom(NOISY, 2 * MessageCodec.MAX_SIZE)).isTrue();
  }

  @Test
  void oneHeadStandsForAllThatCameWhileItWaited() throws InterruptedException {
    Event.NewChainHead head = new Event.NewChainHead(HEADER);
    for (int i = 0; i < 3; i++) {
      inbox.add(head);
    }
    inbox.add(END);
    assertThat(inbox.take()).isEqualTo(head);
    assertThat(inbox.take()).isEqualTo(END);
    inbox.add(head);
    assertThat(inbox.take()).isEqualTo(head);
  }

  private int messagesUntilTheEnd() throws InterruptedException {
    int messages = 0;
    for (Event next = inbox.take(); !next.equals(END); next = inbox.take()) {
      messages++;
    }
    return messages;
  }
}
