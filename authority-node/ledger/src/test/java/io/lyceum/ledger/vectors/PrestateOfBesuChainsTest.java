package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.evm.trace.AccountImage;
import io.lyceum.ledger.evm.trace.PrestateTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.BlockExecutor;
import io.lyceum.ledger.execution.BlockRoom;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.genesis.Genesis;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The prestate of a transaction is all that it depends on: on a state that holds nothing else, it
 * does the same once more, touches the same and leaves the same.
 */
class PrestateOfBesuChainsTest {

  private static final BlockRoom ROOM = new BlockRoom(Long.MAX_VALUE, 0);

  @ParameterizedTest
  @EnumSource(names = {"LONDON", "CANCUN", "PRAGUE", "PRAGUE_SYSTEM"})
  void transactionsDoTheSameOnTheirPrestate(BesuChain chain) throws Exception {
    Genesis genesis = chain.genesis();
    List<Block> blocks = chain.blocks();
    CodeCache codes = new CodeCache(64);
    BlockExecutor executor = new BlockExecutor(genesis.config(), codes);
    MemoryState state = new MemoryState();
    state.apply(genesis.state());
    int compared = 0;

    for (Block block : blocks.subList(1, blocks.size())) {
      List<Transaction> transactions = block.body().transactions();
      BlockContext context =
          BlockContext.of(block.header(), number -> blocks.get((int) number).hash());
      List<PrestateTracer> tracers = new ArrayList<>();
      List<TransactionOutcome.Executed> outcomes =
          executor.replay(
              state.current(),
              context,
              transactions,
              index -> {
                tracers.add(new PrestateTracer(new TraceBudget(1 << 24)));
                return tracers.getLast();
              });
      state.apply(executor.execute(state.current(), context, transactions).changes());
      for (int i = 0; i < transactions.size(); i++) {
        PrestateTracer again = new PrestateTracer(new TraceBudget(1 << 24));
        TransactionOutcome outcome =
            run(
                genesis.config(),
                codes,
                prestate(tracers.get(i).changes()),
                context,
                transactions.get(i),
                again);
        assertThat(outcome).isEqualTo(outcomes.get(i));
        assertThat(again.changes()).isEqualTo(tracers.get(i).changes());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static TransactionOutcome run(
      ChainConfig config,
      CodeCache codes,
      WorldState prestate,
      BlockContext block,
      Transaction transaction,
      PrestateTracer tracer) {
    return new TransactionProcessor(
            config.chainId(), Forks.rules(config, block.number(), block.timestamp()), codes)
        .process(
            new JournaledState(prestate),
            block,
            ROOM,
            transaction.sender().orElseThrow(),
            transaction.body(),
            tracer);
  }

  private static WorldState prestate(SortedMap<Address, PrestateTracer.Change> touched) {
    SortedMap<Address, StateChanges.AccountChange> accounts = new TreeMap<>();
    touched.forEach(
        (address, change) -> {
          if (change.existed()) {
            accounts.put(address, change(change.before()));
          }
        });
    return WorldState.empty().with(new StateChanges(accounts));
  }

  private static StateChanges.AccountChange change(AccountImage image) {
    SortedMap<UInt256, UInt256> slots = new TreeMap<>(image.storage());
    slots.values().removeIf(UInt256::isZero);
    return new StateChanges.AccountChange(
        Optional.of(new AccountState(image.nonce(), image.balance(), Keccak.hash(image.code()))),
        false,
        slots,
        Optional.of(image.code()));
  }
}
