package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.authority.consensus.SigningRecordStore;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.Signatory;
import io.lyceum.consensus.signing.SigningRecord;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.storage.RocksDbStore;
import io.lyceum.ledger.types.Address;
import io.lyceum.network.ChainStatus;
import io.lyceum.network.PeerInfo;
import io.lyceum.network.transport.PeerEndpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPointTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final List<Address> AUTHORITIES =
      IntStream.rangeClosed(1, 4)
          .mapToObj(i -> KeyPair.of(Bytes32.leftPad(Bytes.of(i))).address())
          .toList();

  private static final StartingPoint AT_ONCE =
      new StartingPoint(SigningRecord.EMPTY, OptionalLong.empty());
  private static final StartingPoint ABSTAINING =
      new StartingPoint(SigningRecord.EMPTY, OptionalLong.of(NOW.getEpochSecond()));

  @TempDir private Path directory;
  private RocksDbStore store;
  private SigningRecordStore records;

  @BeforeEach
  void open() {
    store = RocksDbStore.open(directory);
    records = new SigningRecordStore(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static PeerInfo peer(int index, boolean connected, long head) {
    return peer(AUTHORITIES.get(index), connected, head);
  }

  private static PeerInfo peer(Address address, boolean connected, long head) {
    ChainStatus status = new ChainStatus(UInt256.valueOf(1337), Bytes32.ZERO, head, Bytes32.ZERO);
    return new PeerInfo(new PeerEndpoint(address, "127.0.0.1", 1), connected, Optional.of(status));
  }

  private Optional<StartingPoint> find(long first, long head, PeerInfo... peers) {
    return find(LostRecord.ABSTAIN, first, head, peers);
  }

  private Optional<StartingPoint> find(LostRecord lost, long first, long head, PeerInfo... peers) {
    return StartingPoint.find(
        records, first, head, new ValidatorSet(AUTHORITIES), List.of(peers), lost, NOW);
  }

  @Test
  void aNewNetworkWaitsForAQuorumAndThenBegins() {
    assertThat(find(0, 0, peer(1, true, 0))).isEmpty();
    assertThat(find(0, 0, peer(1, true, 0), peer(2, false, 0))).isEmpty();
    assertThat(find(0, 0, peer(1, true, 0), peer(2, true, 0))).contains(AT_ONCE);
  }

  @Test
  void whoValidatesNothingIsNotCounted() {
    PeerInfo follower = peer(KeyPair.of(Bytes32.leftPad(Bytes.of(9))).address(), true, 0);
    PeerInfo other = peer(KeyPair.of(Bytes32.leftPad(Bytes.of(10))).address(), true, 9);
    assertThat(find(0, 0, follower, other, peer(1, true, 0))).isEmpty();
    assertThat(find(0, 0, follower, other, peer(1, true, 0), peer(2, true, 0))).contains(AT_ONCE);
  }

  @Test
  void aClaimedBlockIsWaitedForUntilItIsFetchedOrItsPeerIsPutAside() {
    PeerInfo liar = peer(1, true, 999);
    assertThat(find(0, 0, liar, peer(2, true, 0), peer(3, true, 0))).isEmpty();
    assertThat(find(0, 0, peer(2, true, 0), peer(3, true, 0))).contains(AT_ONCE);
    assertThat(find(0, 1, liar, peer(2, true, 1), peer(3, true, 1))).contains(ABSTAINING);
  }

  @Test
  void whoeverLostItsRecordWhileOthersMadeBlocksAbstains() {
    assertThat(find(0, 0, peer(1, true, 0), peer(2, true, 7))).isEmpty();
    assertThat(find(0, 7, peer(1, true, 0), peer(2, true, 7))).contains(ABSTAINING);
  }

  @Test
  void aChainThatAllBroughtAlongIsNoReasonToAbstain() {
    assertThat(find(7, 7, peer(1, true, 7), peer(2, true, 7))).contains(AT_ONCE);
  }

  @Test
  void anEmptyRecordOfWhoeverTookPartOutlivesARestart() {
    records.write(SigningRecord.EMPTY);
    store.close();
    open();
    assertThat(find(0, 7)).contains(AT_ONCE);
  }

  @Test
  void theFirstHeadOutlivesARestart() {
    assertThat(records.readFirstHead()).isEmpty();
    records.writeFirstHead(0);
    store.close();
    open();
    assertThat(records.readFirstHead()).hasValue(0);
  }

  @Test
  void whatIsToldToAbstainAndWhatSignsNothingAreOne() {
    Signatory signatory =
        new Signatory(
            KeyPair.of(Bytes32.leftPad(Bytes.of(1))),
            SigningRecord.EMPTY,
            ABSTAINING.abstainUntil(),
            _ -> {});
    for (long later = -1; later <= 3; later++) {
      BlockHeader head = new BlockHeaderBuilder().timestamp(NOW.getEpochSecond() + later).build();
      signatory.startHeight(head);
      assertThat(ABSTAINING.abstainsAfter(head)).isEqualTo(signatory.abstaining());
    }
    assertThat(signatory.abstaining()).isFalse();
  }

  @Test
  void anAbstentionOutlivesARestart() {
    records.writeAbstention(1_600_000_000);
    store.close();
    open();
    assertThat(find(7, 7, peer(1, true, 7), peer(2, true, 7)))
        .contains(new StartingPoint(SigningRecord.EMPTY, OptionalLong.of(1_600_000_000)));
  }

  @Test
  void whoeverKnowsWhatItSignedGoesOnAtOnceAndAlsoAfterReopening() {
    SigningRecord record =
        SigningRecord.EMPTY.with(MessageCode.PREPARE, new RoundIdentifier(3, 1), Bytes32.ZERO);
    records.write(record);
    store.close();
    open();
    assertThat(find(2, 2)).contains(new StartingPoint(record, OptionalLong.empty()));
  }

  @Test
  void toldToSignAValidatorThatLostItsRecordWaitsForNobody() {
    assertThat(find(LostRecord.SIGN, 0, 0)).contains(AT_ONCE);
    records.writeAbstention(1_600_000_000);
    assertThat(find(LostRecord.SIGN, 0, 7, peer(1, true, 9), peer(2, true, 9))).contains(AT_ONCE);
  }
}
