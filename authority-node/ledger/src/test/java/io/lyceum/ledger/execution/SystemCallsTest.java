package io.lyceum.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.ExecutionRequests;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.genesis.BaseFeeMode;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.EvmLimits;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.genesis.QbftSchedule;
import io.lyceum.ledger.genesis.SystemContracts;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is called around a block's transactions. The chains of Besu have the real contracts. */
class SystemCallsTest {

  private static final Address BEACON_ROOTS =
      Address.fromHex("0x000f3df6d732807ef1319fb7b8bb8522d0beac02");
  private static final Address BLOCK_HASHES =
      Address.fromHex("0x0000f90827f1c53a10cb7a02335b175320002935");
  private static final Address DEPOSITS = Address.fromHex("0x" + "d0".repeat(20));
  private static final Address WITHDRAWALS = Address.fromHex("0x" + "a1".repeat(20));
  private static final Address CONSOLIDATIONS = Address.fromHex("0x" + "c0".repeat(20));
  private static final Optional<SystemContracts> CONTRACTS =
      Optional.of(new SystemContracts(DEPOSITS, WITHDRAWALS, CONSOLIDATIONS));

  /** Writes the sum of the block's number and its beneficiary to slot 0. */
  private static final Bytes WRITES_NUMBER = Bytes.fromHexString("0x434101600055");

  /** Returns the byte 0x2a. */
  private static final Bytes RETURNS_BYTE = Bytes.fromHexString("0x602a60005360016000f3");

  private static final Bytes RETURNS_NOTHING = Bytes.fromHexString("0x00");
  private static final Bytes FAILS = Bytes.fromHexString("0xfe");

  private final JournaledState state = new JournaledState(WorldState.empty());

  @BeforeEach
  void deploy() {
    state.setCode(BEACON_ROOTS, WRITES_NUMBER);
    state.setCode(BLOCK_HASHES, WRITES_NUMBER);
    state.setCode(WITHDRAWALS, RETURNS_BYTE);
    state.setCode(CONSOLIDATIONS, RETURNS_NOTHING);
  }

  @Test
  void contractsAreToldOfAncestorsFromTheirForkOn() {
    assertThat(slotZero(execute(Fork.SHANGHAI, CONTRACTS), BEACON_ROOTS)).isEmpty();
    assertThat(slotZero(execute(Fork.CANCUN, CONTRACTS), BEACON_ROOTS)).contains(UInt256.ONE);
    assertThat(slotZero(execute(Fork.CANCUN, CONTRACTS), BLOCK_HASHES)).isEmpty();
    assertThat(slotZero(execute(Fork.PRAGUE, CONTRACTS), BLOCK_HASHES)).contains(UInt256.ONE);
  }

  @Test
  void nothingIsCalledWithoutSystemContracts() {
    BlockResult result = execute(Fork.PRAGUE, Optional.empty());

    assertThat(result.changes().accounts()).isEmpty();
    assertThat(result.requests()).contains(ExecutionRequests.NONE);
  }

  @Test
  void requestsAreTakenAndCostTheBlockNothing() {
    BlockResult result = execute(Fork.PRAGUE, CONTRACTS);

    assertThat(result.requests().orElseThrow().encoded()).isEqualTo(List.of(Bytes.of(1, 0x2a)));
    assertThat(result.gasUsed()).isZero();
    assertThat(execute(Fork.CANCUN, CONTRACTS).requests()).isEmpty();
  }

  @Test
  void missingContractOfAncestorsIsNotCalled() {
    state.setCode(BEACON_ROOTS, Bytes.EMPTY);

    assertThat(slotZero(execute(Fork.PRAGUE, CONTRACTS), BEACON_ROOTS)).isEmpty();
  }

  @Test
  void noBlockIsMadeIfAContractFailsOrOneOfRequestsIsMissing() {
    state.setCode(CONSOLIDATIONS, Bytes.EMPTY);
    assertThatThrownBy(() -> execute(Fork.PRAGUE, CONTRACTS))
        .isInstanceOf(SystemCallException.class)
        .hasMessageContaining(CONSOLIDATIONS.toString());

    state.setCode(CONSOLIDATIONS, FAILS);
    assertThatThrownBy(() -> execute(Fork.PRAGUE, CONTRACTS))
        .isInstanceOf(SystemCallException.class);

    state.setCode(BEACON_ROOTS, FAILS);
    assertThatThrownBy(() -> execute(Fork.CANCUN, CONTRACTS))
        .isInstanceOf(SystemCallException.class);
  }

  private BlockResult execute(Fork fork, Optional<SystemContracts> contracts) {
    ChainConfig config =
        new ChainConfig(
            TestChain.CHAIN_ID,
            new ForkSchedule(Map.of(fork, 0L)),
            BaseFeeMode.ZERO,
            QbftSchedule.of(QbftConfig.DEFAULT),
            contracts,
            Map.of(),
            EvmLimits.ETHEREUM);
    WorldState parent = TestChain.stateOf(state.changes());
    try {
      return new BlockExecutor(config, new CodeCache(16))
          .execute(parent, TestChain.BLOCK, List.of());
    } catch (InvalidTransactionException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<UInt256> slotZero(BlockResult result, Address contract) {
    return Optional.ofNullable(result.changes().accounts().get(contract))
        .map(StateChanges.AccountChange::storage)
        .map(storage -> storage.get(UInt256.ZERO));
  }
}
