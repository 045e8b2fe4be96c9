package io.lyceum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ConsensusHandler.Verdict;
import io.lyceum.network.NetworkLimits.QueueLimit;
import io.lyceum.network.TestPeer.Received;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

/** Consensus messages among real nodes over TLS on loopback. */
class ConsensusGossipTest extends FourNodes {

  @Test
  void messagesOfOneSenderArriveInOrder() throws Exception {
    TestPeer receiver = start(1, NetworkLimits.defaults(), 0);
    TestPeer sender = start(0, NetworkLimits.defaults(), 0);
    connect(sender, 1);
    List<Bytes> sent = IntStream.range(0, 500).mapToObj(i -> Bytes.ofUnsignedInt(i)).toList();
    sent.forEach(sender.network::broadcastConsensus);
    await()
        .untilAsserted(
            () ->
                assertThat(receiver.consensus.stream().map(Received::content))
                    .containsExactlyElementsOf(sent));
  }

  @Test
  void aValidMessageGoesThroughALineOfNodesAndComesToEachOnce() throws Exception {
    List<TestPeer> line = startLine();
    Bytes answer = Bytes.of(3);
    for (TestPeer peer : line) {
      peer.verdict =
          message -> new Verdict.PassOn(nodes.get(message.equals(answer) ? 3 : 0).address());
    }
    Bytes small = Bytes.of(1);
    Bytes large = Bytes.repeat((byte) 2, 3 * ConsensusGossip.LARGEST_UNASKED);

    line.getFirst().network.broadcastConsensus(small);
    line.getFirst().network.broadcastConsensus(large);
    line.getFirst().network.broadcastConsensus(small);
    await().untilAsserted(() -> assertThat(line.getLast().consensus).hasSize(2));
    line.getLast().network.broadcastConsensus(answer);
    await().untilAsserted(() -> assertThat(line.getFirst().consensus).hasSize(1));

    for (int i = 1; i < line.size(); i++) {
      Address before = nodes.get(i - 1).address();
      assertThat(line.get(i).consensus)
          .filteredOn(received -> !received.content().equals(answer))
          .containsExactly(new Received<>(before, small), new Received<>(before, large));
    }
  }

  @Test
  void whatIsNotValidGoesNoFurtherAndWhatNoHonestNodeSendsEndsTheLink() throws Exception {
    List<TestPeer> line = startLine();
    Bytes untimely = Bytes.of(1);
    Bytes forged = Bytes.of(2);
    line.get(1).verdict =
        message ->
            message.equals(forged)
                ? new Verdict.Refuse("forges")
                : message.equals(untimely)
                    ? new Verdict.Keep()
                    : new Verdict.PassOn(nodes.get(0).address());

    line.get(0).network.broadcastConsensus(untimely);
    line.get(0).network.broadcastConsensus(untimely);
    line.get(0).network.broadcastConsensus(forged);
    await()
        .untilAsserted(
            () -> assertThat(line.get(0).connections).contains("-" + nodes.get(1).address()));
    connect(line.get(0), 1);
    Bytes valid = Bytes.of(3);
    line.get(0).network.broadcastConsensus(valid);

    await().untilAsserted(() -> assertThat(line.get(2).consensus).isNotEmpty());
    assertThat(line.get(2).consensus).extracting(Received::content).containsExactly(valid);
    assertThat(line.get(1).consensus)
        .extracting(Received::content)
        .as("what was not passed on is heard again")
        .containsExactly(untimely, untimely, forged, valid);
  }

  @Test
  void aPeerThatComesIsToldOfTheMessagesOfOthersOnce() throws Exception {
    TestPeer teller = start(0, SMALL, 0);
    TestPeer listener = start(1, SMALL, 0);
    connect(teller, 1);
    List<Bytes> messages = List.of(Bytes.of(1), Bytes.repeat((byte) 2, 5_000));
    teller.network.passOnConsensus(nodes.get(1).address(), messages);
    teller.network.passOnConsensus(nodes.get(1).address(), messages);
    teller.network.broadcastConsensus(Bytes.of(3));
    await().untilAsserted(() -> assertThat(listener.consensus).hasSize(3));
    assertThat(listener.consensus)
        .extracting(Received::content)
        .containsExactly(messages.get(0), messages.get(1), Bytes.of(3));
  }

  @Test
  void aPeerThatComesToTheHeadIsToldAgainOnce() throws Exception {
    TestPeer teller = start(0, SMALL, 0);
    TestPeer late = start(1, SMALL, 0);
    connect(teller, 1);
    connect(late, 0);
    Address place = nodes.get(1).address();
    List<Bytes> messages = List.of(Bytes.of(1), Bytes.repeat((byte) 2, 5_000));
    teller.chain.add(Bytes.of(7));
    teller.ofOthers.addAll(messages);
    teller.network.passOnConsensus(place, messages);
    teller.network.passOnConsensus(place, messages);
    await().untilAsserted(() -> assertThat(late.consensus).hasSize(2));

    late.network.announceBlock(0, Keccak.hash(Bytes.of(6)), Bytes.of(6), Set.of());
    late.network.announceBlock(1, Keccak.hash(Bytes.of(7)), Bytes.of(7), Set.of());
    late.network.announceBlock(1, Keccak.hash(Bytes.of(7)), Bytes.of(7), Set.of());
    await().untilAsserted(() -> assertThat(late.consensus).hasSize(4));
    await().untilAsserted(() -> assertThat(teller.blocks).hasSize(3));
    teller.network.broadcastConsensus(Bytes.of(3));
    await().untilAsserted(() -> assertThat(late.consensus).hasSize(5));

    assertThat(late.consensus)
        .extracting(Received::content)
        .as("what it did not keep the first time")
        .containsExactly(
            messages.get(0), messages.get(1), messages.get(0), messages.get(1), Bytes.of(3));
  }

  @Test
  void soIsAPeerToWhoseHeadTheNodeComes() throws Exception {
    TestPeer teller = start(0, SMALL, 0);
    TestPeer ahead = start(1, SMALL, 0);
    connect(teller, 1);
    connect(ahead, 0);
    Bytes message = Bytes.of(1);
    Bytes block = Bytes.of(7);
    teller.ofOthers.add(message);
    teller.network.passOnConsensus(nodes.get(1).address(), List.of(message));
    ahead.network.announceBlock(1, Keccak.hash(block), block, Set.of());
    await().untilAsserted(() -> assertThat(teller.blocks).hasSize(1));
    await().untilAsserted(() -> assertThat(ahead.consensus).hasSize(1));

    teller.chain.add(block);
    teller.network.announceBlock(1, Keccak.hash(block), block, Set.of());
    teller.network.announceBlock(1, Keccak.hash(block), block, Set.of());
    teller.network.broadcastConsensus(Bytes.of(3));

    await().untilAsserted(() -> assertThat(ahead.consensus).hasSize(3));
    assertThat(ahead.consensus)
        .extracting(Received::content)
        .containsExactly(message, message, Bytes.of(3));
  }

  @Test
  void whatWasOfferedIsAnsweredOnceAndNothingElse() {
    OfferedMessages offers = new OfferedMessages(new QueueLimit(2, 10));
    Bytes32 first = Bytes32.repeat((byte) 1);
    Bytes32 second = Bytes32.repeat((byte) 2);
    Bytes32 third = Bytes32.repeat((byte) 3);
    offers.add(first, Bytes.of(1));
    offers.add(first, Bytes.of(1));
    assertThat(offers.take(first)).contains(Bytes.of(1));
    assertThat(offers.take(first)).isEmpty();
    offers.add(first, Bytes.repeat((byte) 1, 6));
    offers.add(second, Bytes.repeat((byte) 2, 6));
    assertThat(offers.take(first)).as("too many bytes").isEmpty();
    offers.add(first, Bytes.of(1));
    offers.add(third, Bytes.of(3));
    assertThat(offers.take(second)).as("too many messages").isEmpty();
    assertThat(offers.take(third)).contains(Bytes.of(3));
  }

  @Test
  void aPeerIsToldAgainWhatItMissedWhileItWasAway() throws Exception {
    TestPeer sender = start(0, SMALL, 0);
    TestPeer first = start(1, SMALL, 0);
    Address peer = nodes.get(1).address();
    Bytes transaction = Bytes.of(7, 7);
    connect(sender, 1);
    sender.network.gossipTransactions(peer, List.of(transaction));
    await().untilAsserted(() -> assertThat(first.transactions).hasSize(1));
    sender.network.gossipTransactions(peer, List.of(transaction));
    first.close();
    await().until(() -> sender.connected().isEmpty());
    sender.network.gossipTransactions(peer, List.of(transaction));

    TestPeer second = start(1, SMALL, 0);
    connect(sender, 1);
    sender.network.gossipTransactions(peer, List.of(transaction));
    await().untilAsserted(() -> assertThat(second.transactions).hasSize(1));
    assertThat(first.transactions).hasSize(1);
  }
}
