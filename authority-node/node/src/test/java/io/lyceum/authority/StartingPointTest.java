package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.authority.consensus.SigningRecordStore;
import io.lyceum.consensus.chain.ValidatorSet;
import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.signing.SigningRecord;
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
    ChainStatus status = new ChainStatus(UInt256.valueOf(1337), Bytes32.ZERO, head, Bytes32.ZERO);
    return new PeerInfo(
        new PeerEndpoint(AUTHORITIES.get(index), "127.0.0.1", 1), connected, Optional.of(status));
  }

  private Optional<StartingPoint> find(long opened, PeerInfo... peers) {
    return find(LostRecord.ABSTAIN, opened, peers);
  }

  private Optional<StartingPoint> find(LostRecord lost, long opened, PeerInfo... peers) {
    return StartingPoint.find(
        records, opened, new ValidatorSet(AUTHORITIES), List.of(peers), lost, NOW);
  }

  @Test
  void aNewNetworkWaitsForAQuorumAndThenBegins() {
    assertThat(find(0, peer(1, true, 0))).isEmpty();
    assertThat(find(0, peer(1, true, 0), peer(2, false, 0))).isEmpty();
    assertThat(find(0, peer(1, true, 0), peer(2, true, 0)))
        .contains(new StartingPoint(SigningRecord.EMPTY, OptionalLong.empty()));
  }

  @Test
  void whoeverLostItsRecordWhileOthersMadeBlocksAbstains() {
    assertThat(find(0, peer(1, true, 0), peer(2, true, 7)))
        .contains(new StartingPoint(SigningRecord.EMPTY, OptionalLong.of(NOW.getEpochSecond())));
  }

  @Test
  void aChainThatAllBroughtAlongIsNoReasonToAbstain() {
    assertThat(find(7, peer(1, true, 7), peer(2, true, 7)))
        .contains(new StartingPoint(SigningRecord.EMPTY, OptionalLong.empty()));
  }

  @Test
  void blocksFetchedSinceTheStartDoNotHideThatTheRecordWasLost() {
    long opened = 0;
    assertThat(find(opened, peer(1, true, 7))).isEmpty();
    // Meanwhile all seven were fetched from the first peer.
    assertThat(find(opened, peer(1, true, 7), peer(2, true, 7)))
        .contains(new StartingPoint(SigningRecord.EMPTY, OptionalLong.of(NOW.getEpochSecond())));
  }

  @Test
  void anAbstentionOutlivesARestart() {
    records.writeAbstention(1_600_000_000);
    store.close();
    open();
    assertThat(find(7, peer(1, true, 7), peer(2, true, 7)))
        .contains(new StartingPoint(SigningRecord.EMPTY, OptionalLong.of(1_600_000_000)));
  }

  @Test
  void whoeverKnowsWhatItSignedGoesOnAtOnceAndAlsoAfterReopening() {
    SigningRecord record =
        SigningRecord.EMPTY.with(MessageCode.PREPARE, new RoundIdentifier(3, 1), Bytes32.ZERO);
    records.write(record);
    store.close();
    open();
    assertThat(find(2)).contains(new StartingPoint(record, OptionalLong.empty()));
  }

  @Test
  void toldToSignAValidatorThatLostItsRecordWaitsForNobody() {
    StartingPoint atOnce = new StartingPoint(SigningRecord.EMPTY, OptionalLong.empty());
    assertThat(find(LostRecord.SIGN, 0)).contains(atOnce);
    records.writeAbstention(1_600_000_000);
    assertThat(find(LostRecord.SIGN, 7, peer(1, true, 9), peer(2, true, 9))).contains(atOnce);
  }
}
