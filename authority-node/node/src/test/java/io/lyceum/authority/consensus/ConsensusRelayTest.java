package io.lyceum.authority.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.consensus.Event;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.MessageCodec;
import io.lyceum.consensus.message.Prepare;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundChangePayload;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ConsensusHandler.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class ConsensusRelayTest {

  private static final List<KeyPair> KEYS =
      IntStream.rangeClosed(1, 4).mapToObj(ConsensusRelayTest::key).toList();
  private static final KeyPair STRANGER = key(99);
  private static final Address LINK = key(50).address();
  private static final Event END = new Event.PeerConnected(Address.ZERO);

  private final AtomicReference<BlockHeader> head = new AtomicReference<>(header(0));
  private final AtomicLong nanos = new AtomicLong();
  private final ConsensusInbox inbox = new ConsensusInbox();
  private final ConsensusRelay relay =
      new ConsensusRelay(
          head::get,
          header -> new ValidatorSet(KEYS.stream().map(KeyPair::address).toList()),
          10,
          inbox,
          nanos::get);

  private static KeyPair key(int secret) {
    return KeyPair.of(Bytes32.leftPad(Bytes.of(secret)));
  }

  private static BlockHeader header(long number) {
    return new BlockHeaderBuilder().parentHash(Bytes32.ZERO).number(number).timestamp(1).build();
  }

  private static Prepare prepare(KeyPair author, long height, int digest) {
    return new Prepare(
        SignedPayload.sign(
            new PreparePayload(
                new RoundIdentifier(height, 0), Bytes32.leftPad(Bytes.ofUnsignedInt(digest))),
            author));
  }

  private Verdict receive(Prepare message) {
    return relay.received(LINK, MessageCodec.encode(message));
  }

  private Verdict receiveOfStranger(int digest) {
    return relay.received(STRANGER.address(), MessageCodec.encode(prepare(STRANGER, 1, digest)));
  }

  private int handedOver() throws InterruptedException {
    inbox.add(END);
    int messages = 0;
    while (!inbox.take().equals(END)) {
      messages++;
    }
    return messages;
  }

  @Test
  void whatAValidatorSignedIsPassedOnOnceWhoeverBroughtIt() throws InterruptedException {
    Prepare message = prepare(KEYS.get(2), 1, 7);
    assertThat(receive(message)).isEqualTo(new Verdict.PassOn(KEYS.get(2).address()));
    assertThat(receive(message)).isEqualTo(new Verdict.Keep());
    assertThat(inbox.traffic().passedOn()).isOne();
    assertThat(handedOver()).isEqualTo(2);
  }

  @Test
  void aForgedMessageIsNeitherPassedOnNorHandedOverAndTooManyEndTheLink()
      throws InterruptedException {
    int tolerated = 0;
    while (receiveOfStranger(tolerated) instanceof Verdict.Keep) {
      tolerated++;
    }
    assertThat(tolerated).isBetween(1, 100);
    assertThat(receiveOfStranger(1)).isInstanceOf(Verdict.Refuse.class);
    for (int i = 0; i <= tolerated; i++) {
      assertThat(receive(prepare(STRANGER, 1, i)))
          .as("who brings it may not know better")
          .isEqualTo(new Verdict.Keep());
    }
    assertThat(inbox.traffic().passedOn()).isZero();
    assertThat(relay.latest()).isEmpty();
    assertThat(handedOver()).isZero();
  }

  @Test
  void anotherJustificationAroundAGenuineSignatureIsNotHandedOver() throws InterruptedException {
    SignedPayload<RoundChangePayload> signed =
        SignedPayload.sign(
            new RoundChangePayload(new RoundIdentifier(1, 1), Optional.empty()), KEYS.get(2));
    RoundChange genuine = new RoundChange(signed, Optional.empty(), List.of());
    RoundChange stuffed =
        new RoundChange(signed, Optional.empty(), List.of(prepare(KEYS.getFirst(), 1, 7).signed()));
    assertThat(relay.received(LINK, MessageCodec.encode(stuffed))).isEqualTo(new Verdict.Keep());
    assertThat(handedOver()).isZero();
    assertThat(relay.received(LINK, MessageCodec.encode(genuine)))
        .isInstanceOf(Verdict.PassOn.class);
    assertThat(handedOver()).isOne();
  }

  @Test
  void aMalformedMessageEndsTheLink() throws InterruptedException {
    assertThat(relay.received(LINK, Bytes.fromHexString("0x13c0")))
        .isInstanceOf(Verdict.Refuse.class);
    Bytes encoded = MessageCodec.encode(prepare(KEYS.getFirst(), 1, 7));
    assertThat(relay.received(LINK, encoded.slice(0, encoded.size() - 1)))
        .isInstanceOf(Verdict.Refuse.class);
    assertThat(handedOver()).isZero();
  }

  @Test
  void aValidatorThatSignsWithoutEndUsesUpItsOwnAllowanceOnly() throws InterruptedException {
    int passed = 0;
    while (receive(prepare(KEYS.get(0), 1, passed)) instanceof Verdict.PassOn) {
      passed++;
      inbox.take();
    }
    assertThat(passed).isBetween(100, 1_000);
    inbox.take();
    assertThat(receive(prepare(KEYS.get(1), 1, 7))).isInstanceOf(Verdict.PassOn.class);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(receive(prepare(KEYS.get(0), 1, passed)))
        .as("what was not passed on can be later")
        .isInstanceOf(Verdict.PassOn.class);
    assertThat(relay.latest()).hasSizeBetween(2, 50);
  }

  @Test
  void aPeerThatComesIsToldOfTheHeightThatRunsAndThoseAfter() {
    Prepare now = prepare(KEYS.get(0), 1, 7);
    Prepare soon = prepare(KEYS.get(1), 2, 8);
    receive(now);
    receive(soon);
    assertThat(relay.latest())
        .containsExactlyInAnyOrder(MessageCodec.encode(now), MessageCodec.encode(soon));
    head.set(header(1));
    assertThat(relay.latest()).containsExactly(MessageCodec.encode(soon));
  }

  @Test
  void whatIsOutOfItsTimeIsHandedOverButNotPassedOn() throws InterruptedException {
    assertThat(receive(prepare(KEYS.get(0), 12, 7))).isEqualTo(new Verdict.Keep());
    head.set(header(5));
    assertThat(receive(prepare(KEYS.get(0), 5, 7))).isEqualTo(new Verdict.Keep());
    assertThat(handedOver()).isEqualTo(2);
    assertThat(receive(prepare(KEYS.get(0), 12, 7))).isInstanceOf(Verdict.PassOn.class);
  }
}
