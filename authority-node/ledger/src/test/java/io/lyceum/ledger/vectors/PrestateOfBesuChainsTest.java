package io.lyceum.ledger.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.evm.CodeCache;
import io.lyceum.ledger.evm.fork.Forks;
import io.lyceum.ledger.evm.trace.AccountImage;
import io.lyceum.ledger.evm.trace.PrestateTracer;
import io.lyceum.ledger.evm.trace.TraceBudget;
import io.lyceum.ledger.execution.BlockRoom;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.execution.TransactionProcessor;
import io.lyceum.ledger.genesis.ChainConfig;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.JournaledState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    ChainConfig config = chain.genesis().config();
    CodeCache codes = new CodeCache(64);
    AtomicInteger compared = new AtomicInteger();
    TracedReplay.of(block -> new PrestateTracer(new TraceBudget(1 << 24)))
        .run(
            chain,
            ran -> {
              PrestateTracer again = new PrestateTracer(new TraceBudget(1 << 24));
              TransactionOutcome outcome =
                  run(
                      config,
                      codes,
                      prestate(ran.trace().changes()),
                      ran.block(),
                      ran.transaction(),
                      again);
              assertThat(outcome).isEqualTo(ran.outcome());
              assertThat(again.changes()).isEqualTo(ran.trace().changes());
              compared.incrementAndGet();
            });
    assertThat(compared).hasValueGreaterThan(100);
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
