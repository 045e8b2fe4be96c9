package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.BLOCK;
import static io.lyceum.ledger.execution.TestChain.CONFIG;
import static io.lyceum.ledger.execution.TestChain.RICH;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.Tracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.types.Address;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class AccessListTest {

  private static final Address OTHER =
      Address.fromHex("0x00000000000000000000000000000000000000aa");

  private final CallSimulator simulator = new CallSimulator(CONFIG, new CodeCache(16));
  private final Sandbox sandbox = TestChain.sandbox();

  @Test
  void whatIsTouchedIsListedAndFoundWarm() {
    // Reads slot 5 and the balance of another account; asks the identity precompile.
    Address contract = deploy("0x6005545073" + hex(OTHER) + "31505f5f5f5f60045afa00");

    ListedCall listed = list(contract);

    assertThat(listed.accessList())
        .containsExactlyInAnyOrder(
            new AccessListEntry(OTHER, List.of()),
            new AccessListEntry(contract, List.of(UInt256.valueOf(5))));
    // Two addresses and a slot are announced; SLOAD, BALANCE and STATICCALL cost 100 each then, and
    // the precompile 15; the pushes and pops the rest.
    assertThat(((TransactionOutcome.Executed) listed.outcome()).gasUsed())
        .isEqualTo(21_000 + 2 * 2400 + 1900 + 3 * 100 + 15 + (3 + 2) + (3 + 2) + (4 * 2 + 3 + 2));
  }

  @Test
  void theListIsFoundThoughItChangesWhatIsTouched() {
    // Reads slot 1; if that cost more than 1,000 gas, slot 2, otherwise slot 3.
    Address contract = deploy("0x5a600154505a90036103e81060145760035450005b6002545000");

    ListedCall listed = list(contract);

    // At first slots 1 and 2 are touched; with them listed, 1 and 3; with those listed, the same.
    assertThat(listed.accessList())
        .containsExactly(new AccessListEntry(contract, List.of(UInt256.ONE, UInt256.valueOf(3))));
    TransactionOutcome again =
        simulator.call(
            site(),
            Call.of(RICH.address(), contract, Bytes.EMPTY, 1_000_000)
                .withAccessList(listed.accessList()),
            Tracer.NONE);
    assertThat(again).isEqualTo(listed.outcome());
  }

  private ListedCall list(Address contract) {
    return simulator.accessList(
        site(),
        Call.of(RICH.address(), contract, Bytes.EMPTY, 1_000_000),
        new TraceBudget(1 << 20));
  }

  private CallSite site() {
    return new CallSite(TestChain.stateOf(sandbox), BLOCK);
  }

  private static String hex(Address address) {
    return address.bytes().toUnprefixedHexString();
  }

  private Address deploy(String code) {
    return sandbox.deploy(RICH.address(), TestChain.initCode(Bytes.fromHexString(code)));
  }
}
