package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.BLOCK;
import static io.lyceum.ledger.execution.TestChain.CONFIG;
import static io.lyceum.ledger.execution.TestChain.RICH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.trace.CallFrame;
import io.lyceum.ledger.evm.trace.CallTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.evm.trace.TraceTooLargeException;
import io.lyceum.ledger.evm.trace.TransferTracer;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class CallTracerTest {

  private static final long GAS = 1_000_000;
  private static final UInt256 SENT = UInt256.valueOf(9);
  private static final Address HEIR = Address.fromHex("0x000000000000000000000000000000000000fade");

  private final CallSimulator simulator = new CallSimulator(CONFIG, new CodeCache(16));
  private final Sandbox sandbox = TestChain.sandbox();

  @Test
  void callsShowWhoCalledWhomWithWhatAndHowItEnded() {
    // Emits an event without topics, and reverts with the word 7.
    Address reverting = deploy("0x5f5fa060075f5260205ffd");
    // Emits an event, calls the other with 5 wei and a byte of input, and returns nothing.
    Address caller = deploy("0x5f5fa05f5f60015f600573" + hex(reverting) + "5af100");

    CallFrame root = trace(caller, new CallTracer(false, true, new TraceBudget(1 << 20)));

    assertThat(root.type()).isEqualTo("CALL");
    assertThat(root.from()).isEqualTo(RICH.address());
    assertThat(root.to()).contains(caller);
    assertThat(root.value()).contains(SENT);
    assertThat(root.gas()).isEqualTo(GAS);
    assertThat(root.error()).isEmpty();
    assertThat(root.logs()).hasSize(1);
    assertThat(root.logs().getFirst().index()).isZero();
    assertThat(root.logs().getFirst().position()).isZero();
    assertThat(root.calls()).hasSize(1);
    CallFrame inner = root.calls().getFirst();
    assertThat(inner.from()).isEqualTo(caller);
    assertThat(inner.to()).contains(reverting);
    assertThat(inner.value()).contains(UInt256.valueOf(5));
    assertThat(inner.input()).isEqualTo(Bytes.of(0));
    assertThat(inner.output()).isEqualTo(UInt256.valueOf(7));
    assertThat(inner.error()).contains("execution reverted");
    assertThat(inner.revertReason()).isEmpty();
    assertThat(inner.logs()).isEmpty();
    // Two PUSH0 and LOG0; PUSH1, PUSH0, MSTORE with a word of memory; PUSH1, PUSH0, REVERT.
    assertThat(inner.gasUsed()).isEqualTo(2 + 2 + 375 + 3 + 2 + 6 + 3 + 2);
  }

  @Test
  void aCallThatItsCallerCannotPayForIsShownThoughItNeverBegan() {
    // Calls the heir with 1,000 wei, which is more than it has.
    Address caller = deploy("0x5f5f5f5f6103e873" + hex(HEIR) + "5af100");

    CallFrame root = trace(caller, new CallTracer(false, false, new TraceBudget(1 << 20)));

    assertThat(root.calls()).hasSize(1);
    assertThat(root.calls().getFirst().error()).contains("insufficient balance for transfer");
    assertThat(root.calls().getFirst().gasUsed()).isZero();
    assertThat(root.error()).isEmpty();
  }

  @Test
  void creationsAndInheritancesAreCallsToo() {
    // Creates an empty contract with 1 wei, and leaves the rest to the heir.
    Address contract = deploy("0x5f5f6001f05073" + hex(HEIR) + "ff");

    CallFrame root = trace(contract, new CallTracer(false, false, new TraceBudget(1 << 20)));

    assertThat(root.calls()).extracting(CallFrame::type).containsExactly("CREATE", "SELFDESTRUCT");
    CallFrame created = root.calls().getFirst();
    assertThat(created.to()).isPresent();
    assertThat(created.value()).contains(UInt256.ONE);
    CallFrame left = root.calls().getLast();
    assertThat(left.from()).isEqualTo(contract);
    assertThat(left.to()).contains(HEIR);
    assertThat(left.value()).contains(UInt256.valueOf(8));
  }

  @Test
  void onlyTheTopCallIsShownIfNoMoreIsAskedFor() {
    Address inner = deploy("0x5f5fa000");
    Address caller = deploy("0x5f5f5f5f5f73" + hex(inner) + "5af15f5fa000");

    CallFrame root = trace(caller, new CallTracer(true, true, new TraceBudget(1 << 20)));

    assertThat(root.calls()).isEmpty();
    assertThat(root.logs()).hasSize(1);
  }

  @Test
  void aTraceEndsWhenItsBudgetIsSpent() {
    // Calls the identity precompile for ever.
    Address caller = deploy("0x5b5f5f5f5f60045afa5f56");

    assertThatThrownBy(() -> trace(caller, new CallTracer(false, false, new TraceBudget(10_000))))
        .isInstanceOf(TraceTooLargeException.class)
        .hasMessageContaining("10000");
  }

  @Test
  void transfersAreEventsOfEtherUnlessTheyAreUndone() {
    Address reverting = deploy("0x5f5ffd");
    Address caller =
        deploy("0x5f5f5f5f600573" + hex(reverting) + "5af15f5f5f5f600273" + hex(HEIR) + "5af100");
    TransferTracer tracer = new TransferTracer();

    simulator.call(site(), call(caller), tracer);

    assertThat(tracer.logs())
        .extracting(log -> log.topics().get(1), log -> log.topics().get(2), log -> log.data())
        .containsExactly(
            tuple(word(RICH.address()), word(caller), SENT),
            tuple(word(caller), word(HEIR), UInt256.valueOf(2)));
    assertThat(tracer.logs()).allMatch(log -> log.address().equals(TransferTracer.ETHER));
    assertThat(tracer.logs().getFirst().topics().getFirst().toHexString())
        .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
  }

  private CallFrame trace(Address contract, CallTracer tracer) {
    var outcome = (TransactionOutcome.Executed) simulator.call(site(), call(contract), tracer);
    CallFrame root = tracer.root(outcome.gasUsed());
    assertThat(root.gasUsed()).isEqualTo(outcome.gasUsed());
    return root;
  }

  private CallSite site() {
    return new CallSite(TestChain.stateOf(sandbox), BLOCK);
  }

  private static Call call(Address contract) {
    return new Call(
        RICH.address(),
        Optional.of(contract),
        SENT,
        Bytes.EMPTY,
        GAS,
        CallFees.NONE,
        List.of(),
        List.of(),
        false);
  }

  private static Bytes32 word(Address address) {
    return Bytes32.leftPad(address.bytes());
  }

  private static String hex(Address address) {
    return address.bytes().toUnprefixedHexString();
  }

  private Address deploy(String code) {
    return sandbox.deploy(RICH.address(), TestChain.initCode(Bytes.fromHexString(code)));
  }
}
