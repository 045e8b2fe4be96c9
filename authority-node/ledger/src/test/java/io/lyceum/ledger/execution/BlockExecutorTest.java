package io.lyceum.ledger.execution;

import static io.lyceum.ledger.execution.TestChain.BLOCK;
import static io.lyceum.ledger.execution.TestChain.COINBASE;
import static io.lyceum.ledger.execution.TestChain.CONFIG;
import static io.lyceum.ledger.execution.TestChain.RICH;
import static io.lyceum.ledger.execution.TestChain.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;

class BlockExecutorTest {

  private static final Address RECEIVER =
      Address.fromHex("00000000000000000000000000000000000000aa");

  private final BlockExecutor executor = new BlockExecutor(CONFIG, new CodeCache(16));
  private final WorldState state = TestChain.stateOf(TestChain.sandbox());

  @Test
  void feesGoToTheCoinbaseAndReceiptsAddGasUp() throws InvalidTransactionException {
    BlockResult result =
        executor.execute(
            state,
            BLOCK,
            List.of(
                transfer(RICH, 0, RECEIVER, UInt256.ONE, 10),
                transfer(RICH, 1, RECEIVER, UInt256.ONE, 10)));

    assertThat(result.gasUsed()).isEqualTo(42_000);
    assertThat(result.receipts())
        .extracting(TransactionReceipt::cumulativeGasUsed)
        .containsExactly(21_000L, 42_000L);
    assertThat(after(result, COINBASE).balance()).isEqualTo(UInt256.valueOf(420_000));
    assertThat(after(result, RECEIVER).balance()).isEqualTo(UInt256.valueOf(2));
    assertThat(after(result, RICH.address()).nonce()).isEqualTo(2);
  }

  @Test
  void baseFeeIsBurnt() throws InvalidTransactionException {
    BlockResult result =
        executor.execute(
            state,
            BLOCK.withBaseFee(UInt256.valueOf(4)),
            List.of(transfer(RICH, 0, RECEIVER, UInt256.ONE, 10)));

    assertThat(after(result, COINBASE).balance()).isEqualTo(UInt256.valueOf(6 * 21_000));
  }

  @Test
  void blockWithAnInvalidTransactionIsRefusedWithTheReason() {
    Transaction tooLate = transfer(RICH, 5, RECEIVER, UInt256.ONE, 0);

    assertThatThrownBy(() -> executor.execute(state, BLOCK, List.of(tooLate)))
        .isInstanceOfSatisfying(
            InvalidTransactionException.class,
            e -> {
              assertThat(e.transaction()).isEqualTo(tooLate);
              assertThat(e.refusal()).isEqualTo(Refusal.NONCE_TOO_HIGH);
            });
  }

  @Test
  void proposalPassesOverWhatCannotBeInIt() {
    KeyPair poor = TestChain.key("poor");
    List<Refusal> refusals = new ArrayList<>();

    BlockResult result =
        executor.propose(
            state,
            BLOCK,
            List.of(
                    transfer(poor, 0, RECEIVER, UInt256.ONE, 0),
                    transfer(RICH, 0, RECEIVER, UInt256.ONE, 0),
                    transfer(RICH, 0, RECEIVER, UInt256.ONE, 1))
                .iterator(),
            (transaction, refusal) -> refusals.add(refusal));

    assertThat(result.transactions()).containsExactly(transfer(RICH, 0, RECEIVER, UInt256.ONE, 0));
    assertThat(refusals).containsExactly(Refusal.INSUFFICIENT_FUNDS, Refusal.NONCE_TOO_LOW);
  }

  @Test
  void proposalStopsAtTheGasLimitAndExecutesToTheSameChanges() throws Exception {
    BlockContext small = BlockContext.qbft(1, 1000, 50_000, COINBASE);
    List<Transaction> candidates =
        List.of(
            transfer(RICH, 0, RECEIVER, UInt256.ONE, 1),
            transfer(RICH, 1, RECEIVER, UInt256.ONE, 1),
            transfer(RICH, 2, RECEIVER, UInt256.ONE, 1));

    BlockResult proposed =
        executor.propose(state, small, candidates.iterator(), (transaction, refusal) -> {});

    assertThat(proposed.transactions()).isEqualTo(candidates.subList(0, 2));
    assertThat(executor.execute(state, small, proposed.transactions()).changes())
        .isEqualTo(proposed.changes());
  }

  private static AccountState after(BlockResult result, Address address) {
    return result.changes().accounts().get(address).after().orElseThrow();
  }
}
