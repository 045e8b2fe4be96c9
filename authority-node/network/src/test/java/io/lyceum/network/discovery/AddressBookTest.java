package io.lyceum.network.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.Membership;
import io.lyceum.network.transport.PeerEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBookTest {

  private static final Instant START = Instant.ofEpochSecond(1_800_000_000L);
  private static final Bytes32 NETWORK = Bytes32.repeat((byte) 7);
  private static final DiscoveryLimits LIMITS = DiscoveryLimits.defaults();

  @TempDir private Path directory;
  private final KeyPair self = key(1);
  private final KeyPair member = key(2);
  private final KeyPair other = key(3);
  private final Set<Address> admitted = new HashSet<>();
  private Instant now = START;
  private final InstantSource clock = () -> now;

  @BeforeEach
  void admit() {
    admitted.addAll(List.of(self.address(), member.address(), other.address()));
  }

  @Test
  void theSignedAddressGoesBeforeTheConfiguredOneWhichStaysAsASecondTry() throws Exception {
    PeerEndpoint configured = new PeerEndpoint(member.address(), "old.example", 30400);
    AddressBook book = book(List.of(configured));
    assertThat(book.endpoints(member.address())).containsExactly(configured);
    assertThat(book.endpoints(other.address())).isEmpty();

    book.learn(List.of(record(member, "new.example", 0)));
    assertThat(book.endpoints(member.address()))
        .containsExactly(new PeerEndpoint(member.address(), "new.example", 30400), configured);
    assertThat(book.endpoints()).extracting(PeerEndpoint::host).containsExactly("new.example");
  }

  @Test
  void aLaterRecordReplacesAnEarlierOneAndNeverTheOtherWay() throws Exception {
    AddressBook book = book(List.of());
    AddressRecord early = record(member, "early.example", 0);
    AddressRecord late = record(member, "late.example", 1);
    book.learn(List.of(early, late));
    long version = book.version();
    book.learn(List.of(early));
    assertThat(book.endpoints(member.address()))
        .extracting(PeerEndpoint::host)
        .containsExactly("late.example");
    assertThat(book.version()).as("an old record is no news").isEqualTo(version);
  }

  @Test
  void aRecordThatTheNodeDidNotSignIsALie() throws Exception {
    AddressBook book = book(List.of());
    AddressRecord honest = record(member, "right.example", 0);
    List<AddressRecord> lies =
        List.of(
            new AddressRecord(
                new PeerEndpoint(member.address(), "wrong.example", 30400),
                honest.sequence(),
                honest.signature()),
            new AddressRecord(honest.endpoint(), honest.sequence() + 1, honest.signature()),
            new AddressRecord(
                new PeerEndpoint(member.address(), "right.example", 30401),
                honest.sequence(),
                honest.signature()),
            new AddressRecord(
                honest.endpoint(),
                honest.sequence(),
                record(other, "right.example", 0).signature()),
            // The same words, said in another network.
            AddressRecord.sign(member, Bytes32.ZERO, "right.example", 30400, honest.sequence()));
    for (AddressRecord lie : lies) {
      assertThatThrownBy(() -> book.learn(List.of(lie)))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining(member.address().toString());
    }
    assertThat(book.endpoints(member.address())).isEmpty();
    book.learn(List.of(honest));
    assertThat(book.endpoints(member.address())).hasSize(1);
  }

  @Test
  void nodesThatAreNotAdmittedCannotFillIt() throws Exception {
    AddressBook book = book(List.of());
    List<AddressRecord> strangers = new ArrayList<>();
    for (int i = 100; i < 130; i++) {
      strangers.add(record(key(i), "stranger.example", 0));
    }
    book.learn(strangers);
    assertThat(book.records()).isEmpty();
    assertThat(book.version()).isZero();
  }

  @Test
  void aNodeIsNewsOnceInAnIntervalHoweverOftenItMoves() throws Exception {
    AddressBook book = book(List.of());
    book.learn(List.of(record(member, "first.example", 0)));
    long version = book.version();
    for (int i = 1; i < 10; i++) {
      book.learn(List.of(record(member, "moved" + i + ".example", i)));
    }
    assertThat(book.version()).isEqualTo(version);
    assertThat(book.endpoints(member.address()).getFirst().host()).isEqualTo("moved9.example");
    book.learn(List.of(record(other, "other.example", 0)));
    assertThat(book.version()).isEqualTo(version + 1);

    now = START.plus(LIMITS.interval());
    book.learn(List.of(record(member, "later.example", 10)));
    assertThat(book.version()).isEqualTo(version + 2);
  }

  @Test
  void aPartnerFindsRoomInAFullBookAndIsToldOfFirst() throws Exception {
    Membership membership =
        new Membership() {
          @Override
          public Set<Address> partners() {
            return Set.of(member.address(), other.address());
          }

          @Override
          public boolean admits(Address node) {
            return true;
          }
        };
    AddressBook book =
        new AddressBook(NETWORK, List.of(), membership, clock, two(), directory.resolve("peers"));
    book.learn(List.of(record(key(8), "eight.example", 0), record(key(9), "nine.example", 0)));
    book.learn(List.of(record(member, "member.example", 0)));
    assertThat(book.records()).hasSize(2).first().isEqualTo(record(member, "member.example", 0));
    book.learn(List.of(record(other, "other.example", 0), record(key(8), "eight.example", 1)));
    assertThat(book.records())
        .containsExactlyInAnyOrder(
            record(member, "member.example", 0), record(other, "other.example", 0));
  }

  private static DiscoveryLimits two() {
    return new DiscoveryLimits(
        2,
        LIMITS.lifetime(),
        LIMITS.renewal(),
        LIMITS.clockError(),
        LIMITS.burst(),
        LIMITS.refill(),
        LIMITS.interval(),
        LIMITS.timeout());
  }

  @Test
  void itHoldsABoundedNumberOfRecords() throws Exception {
    AddressBook book =
        new AddressBook(NETWORK, List.of(), any -> true, clock, two(), directory.resolve("peers"));
    for (int i = 2; i < 10; i++) {
      book.learn(List.of(record(key(i), "host.example", 0)));
    }
    assertThat(book.records()).hasSize(2);
    book.learn(List.of(record(member, "moved.example", 1)));
    assertThat(book.endpoints(member.address()).getFirst().host()).isEqualTo("moved.example");
  }

  @Test
  void recordsOfAnotherTimeAreNotBelieved() throws Exception {
    AddressBook book = book(List.of());
    long old = LIMITS.lifetime().plusSeconds(1).toMillis();
    long ahead = LIMITS.clockError().plusSeconds(1).toMillis();
    book.learn(List.of(record(member, "old.example", -old), record(other, "ahead.example", ahead)));
    assertThat(book.records()).isEmpty();

    book.learn(List.of(record(member, "now.example", 0)));
    now = START.plus(LIMITS.lifetime()).plusSeconds(1);
    assertThat(book.records()).isEmpty();
  }

  @Test
  void whoLeavesTheNetworkIsForgotten() throws Exception {
    AddressBook book = book(List.of());
    book.learn(List.of(record(member, "member.example", 0)));
    admitted.remove(member.address());
    assertThat(book.endpoints()).isEmpty();
    assertThat(book.records()).isEmpty();
  }

  @Test
  void itsOwnRecordIsSignedAnewInTimeAndNobodyElseCanReplaceIt() throws Exception {
    AddressBook book = book(List.of());
    book.announce(self, "self.example", 30400);
    AddressRecord first = book.records().getFirst();
    assertThat(first.isAuthentic(NETWORK)).isTrue();
    assertThat(book.own()).contains(first.endpoint());
    assertThat(book.endpoints()).isEmpty();
    book.learn(List.of(record(self, "elsewhere.example", 5)));
    assertThat(book.records()).containsExactly(first);

    now = START.plus(LIMITS.renewal()).plus(Duration.ofSeconds(1));
    AddressRecord renewed = book.records().getFirst();
    assertThat(renewed.sequence()).isGreaterThan(first.sequence());
    assertThat(renewed.endpoint()).isEqualTo(first.endpoint());
    assertThat(renewed.isAuthentic(NETWORK)).isTrue();
  }

  @Test
  void whatItKnowsOutlivesTheProcess() throws Exception {
    AddressBook book = book(List.of());
    book.learn(List.of(record(member, "member.example", 0), record(other, "other.example", 0)));
    book.save();
    assertThat(book(List.of()).endpoints())
        .extracting(PeerEndpoint::host)
        .containsExactlyInAnyOrder("member.example", "other.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no list of addresses"})
  void aFileThatCannotBeReadIsPassedOver(String content) throws Exception {
    Files.writeString(directory.resolve("peers"), content);
    assertThat(book(List.of()).endpoints()).isEmpty();
  }

  @Test
  void aPlaceThatAnOperatorAddsIsTriedIfItsNodeIsAdmitted() {
    AddressBook book = book(List.of());
    PeerEndpoint place = new PeerEndpoint(member.address(), "member.example", 30400);

    assertThat(book.configure(place)).isTrue();
    assertThat(book.configure(PeerEndpoint.parse(place.toString()))).isFalse();
    assertThat(book.endpoints()).containsExactly(place);
    PeerEndpoint strange = new PeerEndpoint(key(99).address(), "strange.example", 30400);
    assertThatThrownBy(() -> book.configure(strange))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not admitted");
    assertThat(book.endpoints()).containsExactly(place);
  }

  @Test
  void aFileThatWasTamperedWithIsNotBelieved() throws Exception {
    AddressRecord honest = record(member, "member.example", 0);
    new AddressFile(directory.resolve("peers"))
        .write(
            List.of(
                new AddressRecord(
                    new PeerEndpoint(member.address(), "evil.example", 1),
                    honest.sequence(),
                    honest.signature())));
    assertThat(book(List.of()).endpoints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a/b", "user@host"})
  void aRecordNamesAHost(String host) {
    assertThatThrownBy(() -> record(member, host, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private AddressBook book(List<PeerEndpoint> configured) {
    return new AddressBook(
        NETWORK, configured, admitted::contains, clock, LIMITS, directory.resolve("peers"));
  }

  private static AddressRecord record(KeyPair node, String host, long millisLater) {
    return AddressRecord.sign(node, NETWORK, host, 30400, START.toEpochMilli() + millisLater);
  }

  private static KeyPair key(int secret) {
    return KeyPair.of(Bytes32.wrap(UInt256.valueOf(secret)));
  }
}
