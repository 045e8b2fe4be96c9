package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.BLOCK;
import static io.lyceum.ledger.execution.TestChain.COINBASE;
import static io.lyceum.ledger.execution.TestChain.RICH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.HaltReason;
import io.lyceum.ledger.genesis.BaseFeeMode;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.EvmLimits;
import io.lyceum.ledger.genesis.Fork;
import io.lyceum.ledger.genesis.ForkSchedule;
import io.lyceum.ledger.genesis.QbftConfig;
import io.lyceum.ledger.genesis.QbftSchedule;
import io.lyceum.ledger.genesis.QbftTransition;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a genesis file can set about execution, as Besu has it. */
class ChainOwnRulesTest {

  private static final Address BENEFICIARY =
      Address.fromHex("0x00000000000000000000000000000000000000be");
  private static final UInt256 REWARD = UInt256.valueOf(5);

  private final WorldState state = TestChain.stateOf(TestChain.sandbox());

  private static ChainConfig config(QbftSchedule schedule, EvmLimits limits) {
    return new ChainConfig(
        TestChain.CHAIN_ID,
        new ForkSchedule(Map.of(Fork.SHANGHAI, 0L, Fork.CANCUN, 0L)),
        BaseFeeMode.ZERO,
        schedule,
        Optional.empty(),
        Map.of(),
        limits);
  }

  private static QbftConfig qbft(
      Optional<Address> beneficiary, UInt256 reward, OptionalLong transactionGasLimit) {
    return new QbftConfig(
        1, 0, 0, 1, 30_000, Optional.empty(), beneficiary, reward, transactionGasLimit);
  }

  private static BlockExecutor executor(QbftConfig qbft) {
    return new BlockExecutor(config(QbftSchedule.of(qbft), EvmLimits.ETHEREUM), new CodeCache(16));
  }

  private static Transaction creation(Bytes initCode, long gas) {
    return Transaction.sign(
        new TransactionBody.DynamicFee(
            Optional.of(TestChain.CHAIN_ID),
            0,
            UInt256.ZERO,
            UInt256.ZERO,
            gas,
            Optional.empty(),
            UInt256.ZERO,
            initCode,
            List.of()),
        RICH);
  }

  private static Optional<AccountState> after(BlockResult result, Address address) {
    return Optional.ofNullable(result.changes().accounts().get(address))
        .flatMap(change -> change.after());
  }

  @Test
  void feesAndRewardGoToTheBeneficiary() throws Exception {
    BlockExecutor executor = executor(qbft(Optional.of(BENEFICIARY), REWARD, OptionalLong.empty()));

    BlockResult result =
        executor.execute(
            state, BLOCK, List.of(TestChain.transfer(RICH, 0, RICH.address(), UInt256.ONE, 2)));

    assertThat(after(result, BENEFICIARY).orElseThrow().balance())
        .isEqualTo(UInt256.valueOf(42_000).add(REWARD));
    assertThat(after(result, COINBASE)).isEmpty();
  }

  @Test
  void rewardOfABlockWithoutTransactionsGoesToTheProposer() throws Exception {
    BlockExecutor executor = executor(qbft(Optional.empty(), REWARD, OptionalLong.empty()));

    assertThat(after(executor.execute(state, BLOCK, List.of()), COINBASE).orElseThrow().balance())
        .isEqualTo(REWARD);
    assertThat(
            executor
                .propose(state, BLOCK, List.<Transaction>of().iterator(), (t, r) -> {})
                .changes())
        .isEqualTo(executor.execute(state, BLOCK, List.of()).changes());
  }

  @Test
  void rewardFollowsTheTransitions() throws Exception {
    QbftSchedule schedule =
        new QbftSchedule(
            QbftConfig.DEFAULT,
            List.of(
                new QbftTransition(
                    2, qbft(Optional.empty(), REWARD, OptionalLong.empty()), Optional.empty())));
    BlockExecutor executor =
        new BlockExecutor(config(schedule, EvmLimits.ETHEREUM), new CodeCache(16));
    BlockContext second = BlockContext.qbft(2, 1001, 30_000_000, COINBASE);

    assertThat(after(executor.execute(state, BLOCK, List.of()), COINBASE)).isEmpty();
    assertThat(after(executor.execute(state, second, List.of()), COINBASE)).isPresent();
  }

  @Test
  void codeSeesTheBeneficiaryAsCoinbaseAndFindsItWarm() {
    ChainConfig config =
        config(
            QbftSchedule.of(qbft(Optional.of(BENEFICIARY), REWARD, OptionalLong.empty())),
            EvmLimits.ETHEREUM);
    Address contract = Address.fromHex("0x00000000000000000000000000000000000000cc");
    Sandbox sandbox = TestChain.sandbox();
    // Returns COINBASE, and the gas from before BALANCE of it to after.
    sandbox.deployAt(
        contract,
        TestChain.initCode(Bytes.fromHexString("0x41805a9031505a90036020525f5260405ff3")),
        RICH.address());

    TransactionOutcome outcome =
        new CallSimulator(config, new CodeCache(16))
            .call(
                TestChain.stateOf(sandbox),
                BLOCK,
                Call.of(RICH.address(), contract, Bytes.EMPTY, 100_000));

    Bytes output = ((TransactionOutcome.Executed) outcome).output();
    assertThat(output.slice(12, 20)).isEqualTo(BENEFICIARY.bytes());
    assertThat(UInt256.fromBytes(output.slice(32, 32)).toLong()).isEqualTo(107);
  }

  @ParameterizedTest
  @CsvSource({"21000,true", "20999,false", "0,true"})
  void transactionsHaveAtMostTheGasThatTheChainGivesThem(long limit, boolean accepted)
      throws Exception {
    BlockExecutor executor = executor(qbft(Optional.empty(), UInt256.ZERO, OptionalLong.of(limit)));
    List<Transaction> transfer =
        List.of(TestChain.transfer(RICH, 0, RICH.address(), UInt256.ONE, 0));

    if (accepted) {
      assertThat(executor.execute(state, BLOCK, transfer).gasUsed()).isEqualTo(21_000);
    } else {
      assertThatThrownBy(() -> executor.execute(state, BLOCK, transfer))
          .isInstanceOfSatisfying(
              InvalidTransactionException.class,
              e -> assertThat(e.refusal()).isEqualTo(Refusal.TRANSACTION_GAS_CAP_EXCEEDED));
    }
  }

  @ParameterizedTest
  @CsvSource({"24577,true", "24578,false"})
  void codeMayBeAsLongAsTheChainAllows(int size, boolean accepted) throws Exception {
    EvmLimits limits = new EvmLimits(OptionalInt.of(24_577), OptionalInt.empty());
    BlockExecutor executor =
        new BlockExecutor(config(QbftSchedule.of(QbftConfig.DEFAULT), limits), new CodeCache(16));
    // PUSH2 size PUSH0 RETURN
    Bytes initCode = Bytes.fromHexString("0x61%04x5ff3".formatted(size));

    BlockResult result = executor.execute(state, BLOCK, List.of(creation(initCode, 10_000_000)));

    assertThat(result.outcomes().getFirst().isSuccess()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"2000,2000,true", "2000,2001,false", "2,3,false", "2,2,true"})
  void stackMayBeAsDeepAsTheChainAllows(int limit, int pushes, boolean accepted) throws Exception {
    EvmLimits limits = new EvmLimits(OptionalInt.empty(), OptionalInt.of(limit));
    BlockExecutor executor =
        new BlockExecutor(config(QbftSchedule.of(QbftConfig.DEFAULT), limits), new CodeCache(16));
    Bytes initCode = Bytes.repeat((byte) 0x5f, pushes);

    TransactionOutcome.Executed outcome =
        executor
            .execute(state, BLOCK, List.of(creation(initCode, 10_000_000)))
            .outcomes()
            .getFirst();

    assertThat(outcome.isSuccess()).isEqualTo(accepted);
    assertThat(outcome.halt())
        .isEqualTo(accepted ? Optional.empty() : Optional.of(HaltReason.STACK_OVERFLOW));
  }
}
