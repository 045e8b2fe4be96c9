package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.BLOCK;
import static io.lyceum.ledger.execution.TestChain.CONFIG;
import static io.lyceum.ledger.execution.TestChain.RICH;
import static io.lyceum.ledger.execution.TestChain.RICHES;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class CallSimulatorTest {

  private static final Address POOR = Address.fromHex("0000000000000000000000000000000000000bad");
  private static final long GAS = 10_000_000;

  private final CallSimulator simulator = new CallSimulator(CONFIG, new CodeCache(16));
  private final Sandbox sandbox = TestChain.sandbox();

  @Test
  void callGivesOutputAndLeavesTheStateAlone() {
    // Stores the caller in slot 0 and returns the value it was called with.
    Address contract = deploy("0x33600055345f5260205ff3");
    WorldState state = TestChain.stateOf(sandbox);
    Call call =
        new Call(
            POOR,
            Optional.of(contract),
            UInt256.valueOf(7),
            Bytes.EMPTY,
            GAS,
            CallFees.NONE,
            List.of(),
            List.of(),
            false);

    TransactionOutcome outcome = simulator.call(state, BLOCK, call);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransactionOutcome.Executed.class,
            executed -> {
              assertThat(executed.isSuccess()).isTrue();
              assertThat(executed.output()).isEqualTo(UInt256.valueOf(7));
            });
    assertThat(state.storage(contract, UInt256.ZERO)).isEqualTo(UInt256.ZERO);
  }

  @Test
  void senderThatLacksTheValueIsRefusedWhereItsBalanceCounts() {
    Call call =
        new Call(
            POOR,
            Optional.of(RICH.address()),
            UInt256.ONE,
            Bytes.EMPTY,
            GAS,
            CallFees.NONE,
            List.of(),
            List.of(),
            true);

    assertThat(simulator.call(TestChain.stateOf(sandbox), BLOCK, call))
        .isEqualTo(new TransactionOutcome.Refused(Refusal.INSUFFICIENT_FUNDS));
  }

  @Test
  void revertGivesItsData() {
    // Reverts with one word that holds 42.
    Address contract = deploy("0x602a5f5260205ffd");

    TransactionOutcome outcome =
        simulator.call(
            TestChain.stateOf(sandbox), BLOCK, Call.of(POOR, contract, Bytes.EMPTY, GAS));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransactionOutcome.Executed.class,
            executed -> {
              assertThat(executed.isRevert()).isTrue();
              assertThat(executed.output()).isEqualTo(UInt256.valueOf(42));
            });
  }

  @Test
  void transferIsEstimatedAtItsIntrinsicGas() {
    Call call =
        new Call(
            RICH.address(),
            Optional.of(POOR),
            RICHES,
            Bytes.EMPTY,
            GAS,
            CallFees.NONE,
            List.of(),
            List.of(),
            true);

    assertThat(simulator.estimateGas(new CallSite(TestChain.stateOf(sandbox), BLOCK), call))
        .isEqualTo(new GasEstimate.Sufficient(21_000));
  }

  @Test
  void estimateIsTheLeastLimitWithWhichAnInnerCallHasEnoughOfIts63Parts() {
    // Writes slot 0, so that it costs 22,100 and a little.
    Address callee = deploy("0x60015f5500");
    Address caller = deploy(callingOrReverting(callee));
    WorldState state = TestChain.stateOf(sandbox);

    GasEstimate estimate =
        simulator.estimateGas(new CallSite(state, BLOCK), Call.of(POOR, caller, Bytes.EMPTY, GAS));

    assertThat(estimate).isInstanceOf(GasEstimate.Sufficient.class);
    long gas = ((GasEstimate.Sufficient) estimate).gas();
    assertThat(succeeds(state, caller, gas)).isTrue();
    assertThat(succeeds(state, caller, gas - 1)).isFalse();
  }

  @Test
  void estimateOfWhatNeverSucceedsSaysHowItFails() {
    Address contract = deploy("0xfe");

    GasEstimate estimate =
        simulator.estimateGas(
            new CallSite(TestChain.stateOf(sandbox), BLOCK),
            Call.of(POOR, contract, Bytes.EMPTY, GAS));

    assertThat(estimate)
        .isInstanceOfSatisfying(
            GasEstimate.Impossible.class,
            impossible ->
                assertThat(((TransactionOutcome.Executed) impossible.outcome()).halt())
                    .contains(HaltReason.INVALID_OPERATION));
  }

  private boolean succeeds(WorldState state, Address contract, long gas) {
    return simulator.call(state, BLOCK, Call.of(POOR, contract, Bytes.EMPTY, gas))
            instanceof TransactionOutcome.Executed executed
        && executed.isSuccess();
  }

  /** Calls with all gas; jumps to STOP if it succeeded, reverts otherwise. */
  private static String callingOrReverting(Address callee) {
    return "0x5f5f5f5f5f73" + callee.bytes().toUnprefixedHexString() + "5af16022575f5ffd5b00";
  }

  private Address deploy(String code) {
    return sandbox.deploy(RICH.address(), TestChain.initCode(Bytes.fromHexString(code)));
  }
}
