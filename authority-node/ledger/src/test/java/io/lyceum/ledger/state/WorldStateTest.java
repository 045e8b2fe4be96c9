package io.lyceum.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.trie.MerklePatriciaTrie;
import io.lyceum.ledger.types.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class WorldStateTest {

  private static final Address ACCOUNT =
      Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final Bytes CODE = Bytes.fromHexString("0x6001");
  private static final UInt256 SLOT = UInt256.valueOf(5);

  private final Map<Bytes32, Bytes> nodes = new HashMap<>();
  private final Map<Bytes32, Bytes> codes = new HashMap<>();

  private WorldState at(Bytes32 root) {
    return new WorldState(
        root,
        hash -> Optional.ofNullable(nodes.get(hash)),
        hash -> Optional.ofNullable(codes.get(hash)));
  }

  private WorldState apply(WorldState before, StateChanges.AccountChange change) {
    StateUpdate update = before.apply(new StateChanges(new TreeMap<>(Map.of(ACCOUNT, change))));
    nodes.putAll(update.nodes());
    codes.putAll(update.codes());
    return at(update.root());
  }

  private static StateChanges.AccountChange change(boolean cleared, Map<UInt256, UInt256> storage) {
    var account = new AccountState(-1, UInt256.MAX_VALUE, Keccak.hash(CODE));
    return new StateChanges.AccountChange(
        Optional.of(account), cleared, new TreeMap<>(storage), Optional.of(CODE));
  }

  @Test
  void emptyStateHasTheEmptyRootAndNobody() {
    WorldState state = WorldState.empty();

    assertThat(state.root()).isEqualTo(MerklePatriciaTrie.EMPTY_ROOT);
    assertThat(state.account(ACCOUNT)).isEmpty();
    assertThat(state.storage(ACCOUNT, SLOT)).isEqualTo(UInt256.ZERO);
    assertThat(state.code(Keccak.EMPTY)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void accountIsReadBackWithCodeAndStorage() {
    WorldState state = apply(WorldState.empty(), change(false, Map.of(SLOT, UInt256.MAX_VALUE)));

    AccountState account = state.account(ACCOUNT).orElseThrow();
    assertThat(account).isEqualTo(new AccountState(-1, UInt256.MAX_VALUE, Keccak.hash(CODE)));
    assertThat(state.code(account.codeHash())).isEqualTo(CODE);
    assertThat(state.storage(ACCOUNT, SLOT)).isEqualTo(UInt256.MAX_VALUE);
    assertThat(state.hasStorage(ACCOUNT)).isTrue();
  }

  @Test
  void zeroDeletesASlot() {
    WorldState before = apply(WorldState.empty(), change(false, Map.of(SLOT, UInt256.ONE)));

    WorldState after = apply(before, change(false, Map.of(SLOT, UInt256.ZERO)));

    assertThat(after.hasStorage(ACCOUNT)).isFalse();
    assertThat(before.storage(ACCOUNT, SLOT)).isEqualTo(UInt256.ONE);
  }

  @Test
  void clearedStorageForgetsAllButWhatIsWrittenAfterwards() {
    WorldState before = apply(WorldState.empty(), change(false, Map.of(SLOT, UInt256.ONE)));

    WorldState after = apply(before, change(true, Map.of(UInt256.ZERO, UInt256.ONE)));

    assertThat(after.storage(ACCOUNT, SLOT)).isEqualTo(UInt256.ZERO);
    assertThat(after.root())
        .isEqualTo(
            apply(WorldState.empty(), change(false, Map.of(UInt256.ZERO, UInt256.ONE))).root());
  }

  @Test
  void accountThatIsGoneLeavesTheRootAsBefore() {
    WorldState before = apply(WorldState.empty(), change(false, Map.of()));

    WorldState after =
        apply(
            before,
            new StateChanges.AccountChange(
                Optional.empty(), false, new TreeMap<>(), Optional.empty()));

    assertThat(after.root()).isEqualTo(MerklePatriciaTrie.EMPTY_ROOT);
  }

  @Test
  void proofOfAnAbsentAccountShowsItsAbsence() {
    WorldState state = apply(WorldState.empty(), change(false, Map.of(SLOT, UInt256.ONE)));

    AccountProof proof = state.proof(Address.ZERO, List.of(SLOT));

    assertThat(proof.account()).isEmpty();
    assertThat(proof.storageRoot()).isEqualTo(MerklePatriciaTrie.EMPTY_ROOT);
    assertThat(proof.nodes()).hasSize(1);
    assertThat(proof.slots().getFirst().nodes()).isEmpty();
  }

  @Test
  void missingCodeIsNamed() {
    Bytes32 hash = Keccak.hash(CODE);

    assertThatThrownBy(() -> WorldState.empty().code(hash))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(hash.toHexString());
  }
}
