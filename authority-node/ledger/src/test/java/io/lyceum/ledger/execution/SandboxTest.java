package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.RICH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class SandboxTest {

  private static final Address FIXED = Address.fromHex("0000000000000000000000000000000000001000");

  private final Sandbox sandbox = TestChain.sandbox();

  @Test
  void constructorAtAFixedAddressLeavesCodeStorageAndNonce() {
    // Stores its deployer in slot 1, then leaves the code that returns slot 1.
    Bytes code = Bytes.fromHexString("0x6001545f5260205ff3");
    Bytes constructor =
        Bytes.concatenate(
            Bytes.fromHexString("0x33600155"), Bytes.fromHexString("0x600980600d5f395ff3"), code);

    sandbox.deployAt(FIXED, constructor, RICH.address());

    StateChanges.AccountChange change = sandbox.changes().accounts().get(FIXED);
    assertThat(change.code()).contains(code);
    assertThat(change.after().orElseThrow().nonce()).isEqualTo(1);
    assertThat(change.storage())
        .containsOnlyKeys(UInt256.ONE)
        .containsValue(UInt256.fromBytes(RICH.address().bytes()));
    assertThat(sandbox.view(Address.ZERO, FIXED, Bytes.EMPTY).output())
        .isEqualTo(UInt256.fromBytes(RICH.address().bytes()));
  }

  @Test
  void constructorThatRevertsChangesNothing() {
    StateChanges before = sandbox.changes();

    assertThatThrownBy(
            () -> sandbox.deployAt(FIXED, Bytes.fromHexString("0x60015f555f5ffd"), RICH.address()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("revert");

    assertThat(sandbox.changes()).isEqualTo(before);
  }

  @Test
  void transactionsTakeEffectAndViewsDoNot() {
    // Adds one to slot 0 and returns it.
    Address counter =
        sandbox.deploy(
            RICH.address(),
            TestChain.initCode(Bytes.fromHexString("0x5f54600101805f555f5260205ff3")));

    sandbox.view(RICH.address(), counter, Bytes.EMPTY);
    sandbox.transact(RICH.address(), counter, UInt256.ZERO, Bytes.EMPTY);
    TransactionOutcome.Executed second =
        sandbox.transact(RICH.address(), counter, UInt256.ZERO, Bytes.EMPTY);

    assertThat(second.output()).isEqualTo(UInt256.valueOf(2));
  }

  @Test
  void senderWithoutTheValueIsRefused() {
    assertThatThrownBy(() -> sandbox.transact(FIXED, RICH.address(), UInt256.ONE, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(Refusal.INSUFFICIENT_FUNDS.sentence());
  }
}
