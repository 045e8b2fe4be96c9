package io.lyceum.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Log;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JournaledStateTest {

  private static final Address A = Address.fromHex("00000000000000000000000000000000000000aa");
  private static final Address B = Address.fromHex("00000000000000000000000000000000000000bb");
  private static final UInt256 SLOT = UInt256.valueOf(5);
  private static final Bytes CODE = Bytes.fromHexString("0x6001");

  private final JournaledState state = new JournaledState(baseWithA());

  /** A has 10 wei, code, and 7 in its slot. */
  private static WorldState baseWithA() {
    JournaledState before = new JournaledState(WorldState.empty());
    before.addBalance(A, UInt256.valueOf(10));
    before.setCode(A, CODE);
    before.setStorage(A, SLOT, UInt256.valueOf(7));
    before.endTransaction();
    StateUpdate update = WorldState.empty().apply(before.changes());
    return new WorldState(
        update.root(),
        hash -> Optional.ofNullable(update.nodes().get(hash)),
        hash -> Optional.ofNullable(update.codes().get(hash)));
  }

  @Test
  void rollbackUndoesEverythingSinceTheSnapshot() {
    state.setStorage(A, SLOT, UInt256.valueOf(8));
    int snapshot = state.snapshot();

    state.addBalance(B, UInt256.ONE);
    state.setNonce(A, 3);
    state.setCode(B, CODE);
    state.setStorage(A, SLOT, UInt256.valueOf(9));
    state.setTransientStorage(A, SLOT, UInt256.ONE);
    state.selfDestruct(A);
    state.markCreated(B);
    state.warm(B);
    state.warm(A, SLOT);
    state.addRefund(100);
    state.addLog(new Log(A, List.of(), Bytes.EMPTY));
    state.rollback(snapshot);

    assertThat(state.exists(B)).isFalse();
    assertThat(state.nonce(A)).isZero();
    assertThat(state.storage(A, SLOT)).isEqualTo(UInt256.valueOf(8));
    assertThat(state.transientStorage(A, SLOT)).isEqualTo(UInt256.ZERO);
    assertThat(state.isCreatedInTransaction(B)).isFalse();
    assertThat(state.warm(B)).isFalse();
    assertThat(state.warm(A, SLOT)).isFalse();
    assertThat(state.refund()).isZero();
    assertThat(state.logs()).isEmpty();
    state.endTransaction();
    assertThat(state.changes().accounts()).containsOnlyKeys(A);
    assertThat(state.changes().accounts().get(A).storage())
        .containsExactlyEntriesOf(new TreeMap<>(java.util.Map.of(SLOT, UInt256.valueOf(8))));
  }

  @Test
  @Timeout(60)
  void slotsWithOneHashCodeAreFoundAsQuicklyAsOthers() {
    int count = 100_000;
    int hash = slotOfOneHash(0).hashCode();
    for (int i = 0; i < count; i++) {
      UInt256 slot = slotOfOneHash(i);
      assertThat(slot.hashCode()).isEqualTo(hash);
      state.setStorage(A, slot, UInt256.valueOf(i));
      state.setTransientStorage(A, slot, UInt256.valueOf(i));
    }
    for (int i = 0; i < count; i++) {
      UInt256 slot = slotOfOneHash(i);
      assertThat(state.storage(A, slot)).isEqualTo(UInt256.valueOf(i));
      assertThat(state.transientStorage(A, slot)).isEqualTo(UInt256.valueOf(i));
    }
  }

  /** A hash code is 31 times that of the bytes before, plus the next byte. */
  private static UInt256 slotOfOneHash(int number) {
    byte[] bytes = new byte[32];
    int rest = number;
    for (int pair = 0; pair < 16; pair++) {
      bytes[2 * pair] = (byte) (rest % 3);
      bytes[2 * pair + 1] = (byte) (31 * (2 - rest % 3));
      rest /= 3;
    }
    return UInt256.fromBytes(Bytes.wrap(bytes));
  }

  @Test
  void originalValueIsThatAtTheBeginningOfTheTransaction() {
    state.setStorage(A, SLOT, UInt256.valueOf(8));
    assertThat(state.original(state.slot(A, SLOT))).isEqualTo(UInt256.valueOf(7));
    state.endTransaction();

    state.setStorage(A, SLOT, UInt256.valueOf(9));
    assertThat(state.original(state.slot(A, SLOT))).isEqualTo(UInt256.valueOf(8));
  }

  @Test
  void whatBelongsToATransactionEndsWithIt() {
    state.warm(A);
    state.warm(A, SLOT);
    state.setTransientStorage(A, SLOT, UInt256.ONE);
    state.markCreated(A);
    state.endTransaction();

    assertThat(state.warm(A)).isFalse();
    assertThat(state.warm(A, SLOT)).isFalse();
    assertThat(state.transientStorage(A, SLOT)).isEqualTo(UInt256.ZERO);
    assertThat(state.isCreatedInTransaction(A)).isFalse();
  }

  @Test
  void touchedEmptyAccountsAreGoneAndOthersStay() {
    state.touch(A);
    state.setNonce(B, 0);
    state.endTransaction();

    assertThat(state.exists(A)).isTrue();
    assertThat(state.exists(B)).isFalse();
    assertThat(state.changes().accounts()).isEmpty();
  }

  @Test
  void accountThatIsDestroyedAndMadeAgainBeginsWithoutItsOldStorage() {
    state.selfDestruct(A);
    state.endTransaction();
    assertThat(state.exists(A)).isFalse();
    assertThat(state.changes().accounts().get(A).after()).isEmpty();

    state.addBalance(A, UInt256.ONE);
    state.endTransaction();

    assertThat(state.storage(A, SLOT)).isEqualTo(UInt256.ZERO);
    assertThat(state.hasStorage(A)).isFalse();
    StateChanges.AccountChange change = state.changes().accounts().get(A);
    assertThat(change.storageCleared()).isTrue();
    assertThat(change.after())
        .contains(new AccountState(0, UInt256.ONE, io.lyceum.ledger.crypto.Keccak.EMPTY));
  }

  @Test
  void writingBackWhatWasThereIsNoChange() {
    state.setStorage(A, SLOT, UInt256.valueOf(8));
    state.endTransaction();
    state.setStorage(A, SLOT, UInt256.valueOf(7));
    state.endTransaction();

    assertThat(state.changes().accounts()).isEmpty();
  }
}
