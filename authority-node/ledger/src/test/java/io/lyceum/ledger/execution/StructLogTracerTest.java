package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.BLOCK;
import static io.lyceum.ledger.execution.TestChain.CONFIG;
import static io.lyceum.ledger.execution.TestChain.RICH;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.trace.StructLog;
import io.lyceum.ledger.evm.trace.StructLogOptions;
import io.lyceum.ledger.evm.trace.StructLogTracer;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class StructLogTracerTest {

  private static final StructLogOptions ALL = new StructLogOptions(true, true, true, true, 0);

  private final CallSimulator simulator = new CallSimulator(CONFIG, new CodeCache(16));
  private final Sandbox sandbox = TestChain.sandbox();

  @Test
  void storageAccumulatesAndShowsWhereItIsReadOrWritten() {
    // Writes 7 to slot 1, reads slots 2 and 1.
    Address contract = deploy("0x60076001556002545060015400");

    List<StructLog> steps = trace(contract, ALL);

    Map<UInt256, UInt256> written = Map.of(UInt256.ONE, UInt256.valueOf(7));
    Map<UInt256, UInt256> all =
        Map.of(UInt256.ONE, UInt256.valueOf(7), UInt256.valueOf(2), UInt256.ZERO);
    assertThat(steps)
        .extracting(StructLog::op)
        .containsExactly(
            "PUSH1", "PUSH1", "SSTORE", "PUSH1", "SLOAD", "POP", "PUSH1", "SLOAD", "STOP");
    assertThat(steps.get(1).storage()).isEmpty();
    assertThat(steps.get(2).storage().orElseThrow()).isEqualTo(written);
    assertThat(steps.get(4).storage().orElseThrow()).isEqualTo(all);
    assertThat(steps.get(7).storage().orElseThrow()).isEqualTo(all);
    assertThat(steps.get(8).storage()).isEmpty();
  }

  @Test
  void memoryAndStackAreThoseBeforeTheStep() {
    // Stores 5 at 0 and stops.
    Address contract = deploy("0x60055f5200");

    List<StructLog> steps = trace(contract, ALL);

    assertThat(steps.get(2).op()).isEqualTo("MSTORE");
    assertThat(steps.get(2).stack()).contains(List.of(UInt256.valueOf(5), UInt256.ZERO));
    assertThat(steps.get(2).memory()).isEmpty();
    assertThat(steps.get(3).memory()).contains(UInt256.valueOf(5));
    assertThat(steps.get(3).stack()).contains(List.of());
  }

  @Test
  void returnDataIsThatOfTheLastCall() {
    // Calls the identity precompile with a byte, and stops.
    Address contract = deploy("0x5f5f60015f60045afa00");

    List<StructLog> steps = trace(contract, ALL);

    assertThat(steps.getLast().op()).isEqualTo("STOP");
    assertThat(steps.getLast().returnData()).contains(Bytes.of(0));
  }

  @Test
  void noMoreStepsThanTheLimitAreShown() {
    Address contract = deploy("0x5f5f5f5f00");

    List<StructLog> steps = trace(contract, new StructLogOptions(false, false, false, false, 2));

    assertThat(steps).hasSize(2);
    assertThat(steps.getLast().stack()).isEmpty();
  }

  private List<StructLog> trace(Address contract, StructLogOptions options) {
    List<StructLog> steps = new ArrayList<>();
    CallSite site = new CallSite(TestChain.stateOf(sandbox), BLOCK);
    simulator.call(
        site,
        Call.of(RICH.address(), contract, Bytes.EMPTY, 1_000_000),
        new StructLogTracer(simulator.rules(site), options, steps::add));
    return steps;
  }

  private Address deploy(String code) {
    return sandbox.deploy(RICH.address(), TestChain.initCode(Bytes.fromHexString(code)));
  }
}
